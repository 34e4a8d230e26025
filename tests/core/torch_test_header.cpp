// SPDX-License-Identifier: MIT
// Empty: CMake hangs the precompiled header of the tests that see LibTorch on this file.
