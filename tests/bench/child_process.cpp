// SPDX-License-Identifier: MIT
#include "tests/bench/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace towerlab::bench {
namespace {

volatile std::sig_atomic_t stopAsked = 0;

extern "C" void towerlabBenchOnSignal(int) { stopAsked = 1; }

/// A signal that the program was started to ignore (nohup) stays ignored.
void handle(int signal) {
    struct sigaction old {};
    if (sigaction(signal, nullptr, &old) == 0 && old.sa_handler == SIG_IGN)
        return;
    struct sigaction action {}; // without SA_RESTART: read() is to return
    action.sa_handler = towerlabBenchOnSignal;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

double megabytes(const rusage& usage) {
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6; // Linux counts in KiB
}

/// In the child: nothing that allocates.
[[noreturn]] void become(char* const* arguments, int output, bool quiet) {
    ::dup2(output, STDOUT_FILENO);
    if (const int nobody = quiet ? ::open("/dev/null", O_WRONLY) : -1; nobody >= 0)
        ::dup2(nobody, STDERR_FILENO);
    ::execvp(arguments[0], arguments);
    constexpr int notFound = 127; // as shells have it
    ::_exit(notFound);
}

/// Everything up to the end, or to a signal.
std::string readAll(int input) {
    std::string text;
    std::array<char, 4096> buffer{};
    while (stopAsked == 0) {
        const ssize_t count = ::read(input, buffer.data(), buffer.size());
        if (count > 0)
            text.append(buffer.data(), static_cast<std::size_t>(count));
        else if (count == 0 || errno != EINTR)
            break;
    }
    return text;
}

} // namespace

void stopOnSignals() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
        handle(signal);
}

Ended runToItsEnd(const std::vector<std::string>& command, bool quiet) {
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str())); // execvp() takes it so
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "no pipe");
    const pid_t child = ::fork();
    if (child == 0)
        become(arguments.data(), ends[1], quiet);
    ::close(ends[1]);
    Ended ended;
    if (child > 0)
        ended.out = readAll(ends[0]);
    ::close(ends[0]);
    if (child < 0)
        throw std::system_error(errno, std::generic_category(), "no further process");
    if (stopAsked != 0)
        ::kill(child, SIGTERM);
    int status = 0;
    rusage usage{};
    while (::wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    if (stopAsked != 0)
        throw Interrupted();
    ended.peakMegabytes = megabytes(usage);
    ended.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ended;
}

std::string thisProgram() { return std::filesystem::read_symlink("/proc/self/exe").string(); }

double peakMegabytesSoFar() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return megabytes(usage);
}

} // namespace towerlab::bench
