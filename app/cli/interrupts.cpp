// SPDX-License-Identifier: MIT
#include "app/cli/interrupts.h"

#include "app/cli/exit_codes.h"

#include <atomic>
#include <csignal>
#include <thread>

#include <semaphore.h>
#include <unistd.h>

namespace towerlab::cli {
namespace {

sem_t signalled;
std::atomic<bool> stopping = false;
static_assert(std::atomic<bool>::is_always_lock_free, "needed in a signal handler");

// request_stop() may not be called in a signal handler; sem_post() may.
extern "C" void towerlabCliOnSignal(int) {
    if (stopping.exchange(true))
        _exit(exitStopped);
    sem_post(&signalled);
}

void handle(int signal) {
    struct sigaction old {};
    if (sigaction(signal, nullptr, &old) == 0 && old.sa_handler == SIG_IGN)
        return;
    struct sigaction action {};
    action.sa_handler = towerlabCliOnSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

std::stop_source install() {
    std::stop_source source;
    sem_init(&signalled, 0, 0);
    std::thread([source]() mutable {
        while (sem_wait(&signalled) != 0) {
        }
        source.request_stop();
    }).detach();
    handle(SIGINT);
    handle(SIGTERM);
    return source;
}

} // namespace

std::stop_token stopOnSignals() {
    static const std::stop_source source = install();
    return source.get_token();
}

} // namespace towerlab::cli
