// SPDX-License-Identifier: MIT
#include "app/cli/program.h"

int main(int argc, char** argv) { return towerlab::cli::runProgram(argc, argv); }
