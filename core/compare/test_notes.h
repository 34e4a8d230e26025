// SPDX-License-Identifier: MIT
// What is to be said of a test: whom it leaves out, and why there is none. Sentences for people.
#pragma once

#include "core/compare/test_plan.h"
#include "core/data/given_split.h"

#include <string>
#include <vector>

namespace towerlab {

/// Users and ratings that the plan's kind of split can't test, or tests otherwise.
std::vector<std::string> notesOn(const TestPlan& plan, const PlannedTest& test);
std::vector<std::string> notesOn(const GivenSplit& split);

/// Why a split has left no rating for the test.
std::string whyEmpty(const TestPlan& plan, const Dataset& dataset);

/// To be called where a method can do no more than rank and there is nothing to be ranked.
/// @throws DataError that says why
[[noreturn]] void throwNothingRanked(const TestPlan& plan, const PlannedTest& test);

} // namespace towerlab
