/* Many readers of one event stream in one process: readers PORT PATH READERS [HEADER…]

   Every delta carries a marker, @@NUMBER:NANOSECONDS@@, with the publisher's CLOCK_MONOTONIC; the first marker of an
   event counts. Numbers begin at 1 and go up by one. Each reader must get every number once and in order.

   It prints one JSON line when all streams are open. Then, for each line `COUNT SECONDS` on its input, it answers
   `ready`, waits until every reader has got COUNT more deltas or the time is over, and prints one JSON line. Times of
   day are nanoseconds of CLOCK_MONOTONIC, durations milliseconds. It ends with its input. */
#include "common.h"
#include <zlib.h>

enum { HEAD, SIZE, DATA, END_OF_DATA };
enum { UNANSWERED = 128, PIECE = 1 << 18 };

struct reader {
    int fd, state;
    long left; /* bytes of the present chunk; in a stream without chunks never 0 */
    long next; /* the number that must come now */
    size_t carried;
    char *carry; /* the beginning of something whose end has not arrived */
    z_stream *packed;
};

static struct reader *readers;
static int count, opened, closed, poller;
static long goal;
static struct {
    long deltas, disorder, done;
    int64_t first, last, bytes, cpu_first, cpu_last;
    struct samples latency;
} seen;
static int64_t now;

static void take_event(struct reader *r, const char *event, size_t size) {
    const char *marker = memmem(event, size, "@@", 2);
    if (!marker) return;
    char *colon;
    long number = strtol(marker + 2, &colon, 10);
    int64_t stamped = strtoll(colon + 1, NULL, 10);
    if (number != r->next) seen.disorder++;
    r->next = number + 1;
    if (!seen.deltas++) {
        seen.first = now;
        seen.cpu_first = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
    }
    seen.last = now;
    sample(&seen.latency, now - stamped);
    if (r->next == goal) seen.done++;
}

static void keep(struct reader *r, const char *rest, size_t size) {
    if (!size && !r->carry) return;
    if (r->carry != rest) r->carry = realloc(r->carry, size ? size : 1);
    memmove(r->carry, rest, size);
    r->carried = size;
    if (!size) {
        free(r->carry);
        r->carry = NULL;
    }
}

/* The blank line after an event, in whichever of the two line ends the server uses; 0 when it has not come yet. */
static size_t event_size(const char *text, size_t size) {
    const char *at = text, *end = text + size;
    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        at++;
        if (at < end && *at == '\n') return (size_t)(at + 1 - text);
        if (at + 1 < end && at[0] == '\r' && at[1] == '\n') return (size_t)(at + 2 - text);
    }
    return 0;
}

static void take_text(struct reader *r, const char *text, size_t size) {
    char *whole = NULL;
    if (r->carried) {
        whole = malloc(r->carried + size);
        memcpy(whole, r->carry, r->carried);
        memcpy(whole + r->carried, text, size);
        text = whole;
        size += r->carried;
    }
    for (size_t event; (event = event_size(text, size)); text += event, size -= event) take_event(r, text, event);
    keep(r, text, size);
    free(whole);
}

static void take_body(struct reader *r, const char *body, size_t size) {
    static char plain[PIECE];
    if (!r->packed) {
        take_text(r, body, size);
        return;
    }
    r->packed->next_in = (Bytef *)body;
    r->packed->avail_in = (uInt)size;
    do {
        r->packed->next_out = (Bytef *)plain;
        r->packed->avail_out = PIECE;
        int result = inflate(r->packed, Z_SYNC_FLUSH);
        if (result != Z_OK && result != Z_BUF_ERROR) die("a stream that cannot be unpacked: %s", r->packed->msg);
        if (r->packed->avail_out < PIECE) take_text(r, plain, PIECE - r->packed->avail_out);
    } while (r->packed->avail_in || !r->packed->avail_out);
}

/* Gives the bytes after the head, or NULL while it is incomplete. */
static const char *take_head(struct reader *r, char *bytes, size_t size) {
    r->carry = realloc(r->carry, r->carried + size + 1);
    memcpy(r->carry + r->carried, bytes, size);
    size_t before = r->carried;
    r->carried += size;
    r->carry[r->carried] = 0;
    char *end = strstr(r->carry, "\r\n\r\n");
    if (!end) return NULL;
    if (memcmp(r->carry, "HTTP/1.1 200", 12)) die("a stream was refused: %.60s", r->carry);
    end[2] = 0;
    r->state = strcasestr(r->carry, "transfer-encoding: chunked") ? SIZE : DATA;
    r->left = r->state == DATA ? INT64_MAX : 0;
    if (strcasestr(r->carry, "content-encoding: gzip")) {
        r->packed = calloc(1, sizeof *r->packed);
        if (inflateInit2(r->packed, 15 + 16) != Z_OK) die("out of memory");
    }
    opened++;
    const char *rest = bytes + (end + 4 - r->carry) - before;
    keep(r, r->carry, 0);
    return rest;
}

static void take(struct reader *r, char *bytes, size_t size) {
    const char *at = bytes, *end = bytes + size;
    if (r->state == HEAD && !(at = take_head(r, bytes, size))) return;
    while (at < end) {
        if (r->state == SIZE) {
            char c = *at++;
            if (c == '\n') {
                r->state = r->left ? DATA : END_OF_DATA;
            } else if (c != '\r') {
                r->left = r->left * 16 + (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
            }
        } else if (r->state == END_OF_DATA) {
            if (*at++ == '\n') r->state = SIZE;
        } else {
            long piece = end - at < r->left ? end - at : r->left;
            take_body(r, at, (size_t)piece);
            at += piece;
            r->left -= piece;
            if (!r->left) r->state = END_OF_DATA;
        }
    }
}

/* Edges and not levels: asking each of 10,000 sockets a second time whether it is empty costs as much as reading it. */
static int take_bytes(int milliseconds) {
    static char bytes[PIECE];
    struct epoll_event events[512];
    int ready = epoll_wait(poller, events, 512, milliseconds);
    for (int i = 0; i < ready; i++) {
        struct reader *r = events[i].data.ptr;
        ssize_t size;
        do {
            size = recv(r->fd, bytes, sizeof bytes, 0);
            now = clock_ns(CLOCK_MONOTONIC);
            if (size > 0) {
                seen.bytes += size;
                take(r, bytes, (size_t)size);
            } else if (size == 0 || errno != EAGAIN) {
                close(r->fd);
                closed++;
            }
        } while (size == sizeof bytes);
    }
    seen.cpu_last = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
    return ready;
}

static void open_all(int port, const char *request) {
    int64_t started = clock_ns(CLOCK_MONOTONIC);
    for (int i = 0; i < count; i++) {
        struct reader *r = &readers[i];
        r->next = 1;
        r->fd = connect_from(i, port);
        send_all(r->fd, request, strlen(request));
        struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.ptr = r};
        epoll_ctl(poller, EPOLL_CTL_ADD, r->fd, &event);
        while (i + 1 - opened - closed > UNANSWERED) take_bytes(-1);
    }
    while (opened + closed < count) {
        if (clock_ns(CLOCK_MONOTONIC) - started > 120000000000) die("only %d of %d streams opened", opened, count);
        take_bytes(1000);
    }
    printf("{\"opened\": %d, \"closed\": %d, \"took\": %.1f}\n", opened, closed,
           (double)(clock_ns(CLOCK_MONOTONIC) - started) / 1e6);
}

static void expect(long more, double seconds) {
    free(seen.latency.us);
    memset(&seen, 0, sizeof seen);
    goal += more;
    puts("ready");
    int64_t deadline = clock_ns(CLOCK_MONOTONIC) + (int64_t)(seconds * 1e9);
    /* Looking once a millisecond, rather than being woken by every delta: on one machine the sender pays for waking us,
       half as much again as for sending, and nobody pays that for readers who are elsewhere. */
    const struct timespec millisecond = {.tv_nsec = 1000000};
    while (seen.done < count && closed < count && clock_ns(CLOCK_MONOTONIC) < deadline)
        if (!take_bytes(0)) nanosleep(&millisecond, NULL);
    printf("{\"deltas\": %ld, \"missing\": %ld, \"disorder\": %ld, \"closed\": %d, \"first\": %ld, \"last\": %ld, "
           "\"bytes\": %ld, \"cpu\": %.3f",
           seen.deltas, more * count - seen.deltas, seen.disorder, closed, seen.first, seen.last, seen.bytes,
           (double)(seen.cpu_last - seen.cpu_first) / 1e6);
    print_percentiles(&seen.latency);
    puts("}");
}

int main(int argc, char **argv) {
    if (argc < 4) die("usage: readers PORT PATH READERS [HEADER…]");
    char request[4096];
    int size = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nAccept: text/event-stream\r\n",
                        argv[2], argv[1]);
    for (int i = 4; i < argc; i++) size += snprintf(request + size, sizeof request - (size_t)size, "%s\r\n", argv[i]);
    snprintf(request + size, sizeof request - (size_t)size, "\r\n");
    setvbuf(stdout, NULL, _IOLBF, 0);
    all_descriptors();
    count = atoi(argv[3]);
    readers = calloc((size_t)count, sizeof *readers);
    poller = epoll_create1(0);
    goal = 1;
    open_all(atoi(argv[1]), request);
    long more;
    double seconds;
    while (scanf("%ld %lf", &more, &seconds) == 2) expect(more, seconds);
    return 0;
}
