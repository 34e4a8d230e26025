// SPDX-License-Identifier: MIT
// A trained model as texts and tensors, and back; private to core, because it shows LibTorch.
#pragma once

#include "core/io/tensor_file.h"
#include "core/model/trained_model_contents.h"

#include <memory>
#include <string>
#include <vector>

namespace towerlab {

/// Everything that a model is: what a file of it holds.
TensorFile partsOf(const TrainedModel::Contents& contents);

/// The model again. Before anything is built, what the settings and the vocabulary ask for is held
/// against the tensors that there are; a tensor too many or of another shape is refused.
/// @throws FormatError if the parts contradict each other
std::shared_ptr<const TrainedModel::Contents> contentsFrom(const TensorFile& parts);

/// The same from parts that are not those of a file of the present format.
std::shared_ptr<const TrainedModel::Contents>
contentsFrom(std::shared_ptr<const Vocabulary> vocabulary, RunRecord record,
             const NamedTensors& tensors);

/// Refuses a file whose checksum is right, but which was written by something else.
/// @throws FormatError
[[noreturn]] void contradiction(const std::string& what);

struct ColumnParts {
    std::vector<std::string> words;
    std::vector<std::int32_t> index;
};
/// The users' columns of files from before columns were data: there were these three.
std::vector<FeatureColumn> movieLensFeatures(ColumnParts gender, ColumnParts age,
                                             ColumnParts occupation);

/// @throws FormatError if columns, ids or ranges do not fit together
void checkVocabulary(const Vocabulary& vocabulary);

} // namespace towerlab
