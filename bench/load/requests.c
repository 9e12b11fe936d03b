/* Requests over kept connections, one at a time on each: requests PORT PATH CONNECTIONS SECONDS [HEADER…]

   Prints one JSON line. Every answer must have the status and the length of the first. Durations in milliseconds. */
#include "common.h"

enum { ROOM = 1 << 17 };

struct connection {
    int fd;
    size_t held;
    int64_t sent;
    char bytes[ROOM];
};

static char request[4096];
static size_t request_size;
static long answers, different;
static int status = 0;
static long length = -1;
static struct samples latency;

/* How many bytes the answer has in all; 0 while its head is incomplete. */
static size_t answer_size(struct connection *c) {
    c->bytes[c->held] = 0;
    char *end = strstr(c->bytes, "\r\n\r\n");
    if (!end) return 0;
    end[2] = 0;
    char *member = strcasestr(c->bytes, "\r\ncontent-length:");
    long body = member ? atol(member + 17) : 0;
    end[2] = '\r';
    int code = atoi(c->bytes + 9);
    if (!status) {
        status = code;
        length = code == 304 ? 0 : body;
    }
    if (code == 304) body = 0;
    if (c->held >= (size_t)(end + 4 - c->bytes) + (size_t)body && (code != status || body != length)) different++;
    return (size_t)(end + 4 - c->bytes) + (size_t)body;
}

static void ask(struct connection *c) {
    c->held = 0;
    c->sent = clock_ns(CLOCK_MONOTONIC);
    send_all(c->fd, request, request_size);
}

static void take(struct connection *c) {
    ssize_t size = recv(c->fd, c->bytes + c->held, ROOM - 1 - c->held, 0);
    if (size < 0 && errno == EAGAIN) return;
    if (size <= 0) die("the server closed a connection");
    c->held += (size_t)size;
    size_t whole = answer_size(c);
    if (whole > ROOM - 1 || (whole && c->held > whole)) die("an answer that is too long");
    if (!whole || c->held < whole) return;
    answers++;
    sample(&latency, clock_ns(CLOCK_MONOTONIC) - c->sent);
    ask(c);
}

int main(int argc, char **argv) {
    if (argc < 5) die("usage: requests PORT PATH CONNECTIONS SECONDS [HEADER…]");
    int size = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n", argv[2], argv[1]);
    for (int i = 5; i < argc; i++) size += snprintf(request + size, sizeof request - (size_t)size, "%s\r\n", argv[i]);
    request_size = (size_t)(size + snprintf(request + size, sizeof request - (size_t)size, "\r\n"));
    all_descriptors();
    int count = atoi(argv[3]), poller = epoll_create1(0);
    struct connection *connections = calloc((size_t)count, sizeof *connections);
    for (int i = 0; i < count; i++) {
        connections[i].fd = connect_from(i, atoi(argv[1]));
        struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.ptr = &connections[i]};
        epoll_ctl(poller, EPOLL_CTL_ADD, connections[i].fd, &event);
    }
    int64_t started = clock_ns(CLOCK_MONOTONIC);
    int64_t end = started + (int64_t)(atof(argv[4]) * 1e9);
    for (int i = 0; i < count; i++) ask(&connections[i]);
    /* Never asleep, since on one machine the server would pay for waking us. `idle` is the time that found nothing. */
    int64_t idle = 0;
    for (int64_t now = started; now < end;) {
        struct epoll_event events[256];
        int ready = epoll_wait(poller, events, 256, 0);
        for (int i = 0; i < ready; i++) take(events[i].data.ptr);
        int64_t then = now;
        now = clock_ns(CLOCK_MONOTONIC);
        idle += ready ? 0 : now - then;
    }
    double took = (double)(clock_ns(CLOCK_MONOTONIC) - started) / 1e6;
    printf("{\"answers\": %ld, \"different\": %ld, \"status\": %d, \"length\": %ld, \"took\": %.3f, \"idle\": %.3f", answers,
           different, status, length, took, (double)idle / 1e6);
    print_percentiles(&latency);
    puts("}");
    return 0;
}
