/* What both load programs share: clocks, descriptors, percentiles, a connection from an address of its own. */
#pragma once
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

__attribute__((noreturn, format(printf, 1, 2))) static inline void die(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static inline int64_t clock_ns(clockid_t which) {
    struct timespec now;
    clock_gettime(which, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static inline void all_descriptors(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/* Each connection comes from its own loopback address: no shortage of ports, and no server takes all for one visitor. */
static inline int connect_from(int number, int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) die("socket %d: %s", number, strerror(errno));
    int on = 1;
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f200001u + (uint32_t)number)};
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(fd, (struct sockaddr *)&from, sizeof from) || connect(fd, (struct sockaddr *)&to, sizeof to))
        die("connection %d: %s", number, strerror(errno));
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

static inline void send_all(int fd, const char *bytes, size_t size) {
    if (send(fd, bytes, size, MSG_NOSIGNAL) != (ssize_t)size) die("a request could not be sent: %s", strerror(errno));
}

/* Microseconds of every sample, for percentiles that are exact. */
struct samples {
    uint32_t *us;
    size_t count, room;
};

static inline void sample(struct samples *s, int64_t ns) {
    if (s->count == s->room) {
        s->room = s->room ? s->room * 2 : 65536;
        s->us = realloc(s->us, s->room * sizeof *s->us);
        if (!s->us) die("out of memory");
    }
    s->us[s->count++] = ns < 0 ? 0 : (uint32_t)(ns / 1000);
}

static inline int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static inline void print_percentiles(struct samples *s) {
    qsort(s->us, s->count, sizeof *s->us, ascending);
    const double at[] = {0.5, 0.95, 0.99, 1.0};
    const char *name[] = {"p50", "p95", "p99", "max"};
    for (int i = 0; i < 4; i++) {
        size_t index = s->count ? (size_t)(at[i] * (double)(s->count - 1)) : 0;
        printf(", \"%s\": %.3f", name[i], s->count ? s->us[index] / 1000.0 : 0.0);
    }
}
