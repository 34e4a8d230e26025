// SPDX-License-Identifier: MIT
// What people start. The window's program needs some 0.4 s for its libraries alone: this one shows
// at once that it is coming, and becomes that program, so that its process is the one that was
// started.
#include "app/start/handover.h"
#include "app/start/start_window.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace {

bool isSet(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

/// Not for --help and --version, nor where there is no screen to show it on: the window's program
/// says so.
bool wantsStartWindow(int argc, char** argv) {
    for (int i = 1; i < argc; ++i)
        for (const std::string_view text : {"-h", "--help", "--help-all", "-v", "--version"})
            if (text == argv[i])
                return false;
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("QT_QPA_PLATFORM");
}

/// Forks a process for the start window, that of another one's, so that nobody need wait for it.
void startWindow(int argc, char** argv) {
    int ends[2];
    if (pipe(ends) != 0)
        return; // it does without
    const pid_t child = fork();
    if (child == 0) {
        close(ends[1]);
        if (fork() != 0)
            _exit(0);
        _exit(towerlab::showStartWindow(argc, argv, ends[0]));
    }
    close(ends[0]);
    if (child < 0) {
        close(ends[1]);
        return;
    }
    waitpid(child, nullptr, 0);
    setenv(towerlab::handoverVariable, std::to_string(ends[1]).c_str(), 1);
}

} // namespace

int main(int argc, char** argv) {
    std::error_code error;
    const auto own = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::string program = (own.parent_path() / "towerlab-window").string();
    if (wantsStartWindow(argc, argv))
        startWindow(argc, argv);
    execv(program.c_str(), argv);
    std::fprintf(stderr, "towerlab: %s can't be started. Is TowerLab installed whole?\n",
                 program.c_str());
    return 127;
}
