/* The floor: from one thread to another and back, by two eventfds and nothing else.
 * Prints microseconds for a round trip. Linux. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { TRIPS = 200000 };
static int there, back;

static void pass(int from, int to) {
    uint64_t count;
    if (read(from, &count, sizeof count) != sizeof count || write(to, &count, sizeof count) < 0)
        exit(1);
}

static void *worker(void *unused) {
    for (int trip = 0; trip < TRIPS; trip++) pass(there, back);
    return unused;
}

int main(void) {
    pthread_t thread;
    struct timespec began, ended;
    uint64_t one = 1, count;
    there = eventfd(0, EFD_CLOEXEC);
    back = eventfd(0, EFD_CLOEXEC);
    if (there < 0 || back < 0 || pthread_create(&thread, NULL, worker, NULL)) return 1;
    clock_gettime(CLOCK_MONOTONIC, &began);
    for (int trip = 0; trip < TRIPS; trip++) {
        if (write(there, &one, sizeof one) < 0 || read(back, &count, sizeof count) < 0) return 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    pthread_join(thread, NULL);
    printf("%.3f\n", ((ended.tv_sec - began.tv_sec) * 1e9 + (ended.tv_nsec - began.tv_nsec))
                         / TRIPS / 1e3);
    return 0;
}
