/* The kernel's limit: a server that does nothing but send. GET opens a stream; POST sends its body to every stream as one
   event, in one send() each, from one prepared buffer. It parses only as much HTTP as the benchmark's own requests need.
   Usage: bare PORT */
#include "../load/common.h"
#include <poll.h>

static int streams[65536], streaming;

static void broadcast(const char *data, size_t size) {
    static long number;
    static char event[1 << 17], chunk[(1 << 17) + 32];
    int length = snprintf(event, sizeof event, "event: delta\nid: bare.%ld\ndata: %.*s\n\n", ++number, (int)size, data);
    size_t whole = (size_t)snprintf(chunk, sizeof chunk, "%x\r\n%s\r\n", length, event);
    for (int i = 0; i < streaming; i++) {
        size_t sent = 0;
        while (sent < whole) {
            ssize_t step = send(streams[i], chunk + sent, whole - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (step >= 0) {
                sent += (size_t)step;
            } else if (errno == EAGAIN) {
                struct pollfd full = {.fd = streams[i], .events = POLLOUT};
                poll(&full, 1, -1);
            } else {
                break;
            }
        }
    }
}

static void answer(int fd, int poller) {
    static char bytes[1 << 17];
    ssize_t size = recv(fd, bytes, sizeof bytes - 1, 0);
    if (size <= 0) {
        close(fd);
        return;
    }
    bytes[size] = 0;
    if (!memcmp(bytes, "GET", 3)) {
        static const char head[] =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
        send_all(fd, head, sizeof head - 1);
        epoll_ctl(poller, EPOLL_CTL_DEL, fd, NULL);
        streams[streaming++] = fd;
        return;
    }
    char *body = strstr(bytes, "\r\n\r\n"), *length = strcasestr(bytes, "content-length:");
    if (!body || !length) die("half a request");
    size_t whole = (size_t)(body + 4 - bytes) + strtoul(length + 15, NULL, 10);
    while ((size_t)size < whole) {
        struct pollfd rest = {.fd = fd, .events = POLLIN};
        poll(&rest, 1, -1);
        ssize_t more = recv(fd, bytes + size, sizeof bytes - 1 - (size_t)size, 0);
        if (more <= 0) die("half a request");
        size += more;
    }
    broadcast(body + 4, (size_t)(bytes + whole - (body + 4)));
    static const char done[] = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    send_all(fd, done, sizeof done - 1);
}

int main(int argc, char **argv) {
    if (argc != 2) die("usage: bare PORT");
    all_descriptors();
    int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1, poller = epoll_create1(0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) die("cannot listen");
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        struct epoll_event events[256];
        int ready = epoll_wait(poller, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.fd != listener) {
                answer(events[i].data.fd, poller);
                continue;
            }
            int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (fd < 0) continue;
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            struct epoll_event made = {.events = EPOLLIN, .data.fd = fd};
            epoll_ctl(poller, EPOLL_CTL_ADD, fd, &made);
        }
    }
}
