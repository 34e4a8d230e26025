// SPDX-License-Identifier: MIT
#include "core/recommend/vector_match.h"

#include "core/kernels/dot.h"
#include "core/model/cosine.h"

#include <algorithm>
#include <cmath>

namespace towerlab {
namespace {

float lengthOf(std::span<const float> vector) { return std::sqrt(dotInParts(vector, vector)); }

std::vector<float> lengthsOf(const EmbeddingTable& table) {
    std::vector<float> lengths;
    lengths.reserve(table.size());
    for (std::size_t i = 0; i < table.size(); ++i)
        lengths.push_back(lengthOf(table.row(i)));
    return lengths;
}

} // namespace

VectorMatch::VectorMatch(const TrainedModel& model)
    : users_(model.userVectors()),
      movies_(model.movieVectorsForRetrieval()),
      layer_(model.matchLayer()),
      userLengths_(lengthsOf(users_)),
      movieLengths_(lengthsOf(layer_.cosine && layer_.weighted() ? model.movieVectors() : movies_)),
      givesLogits_(outputsLogits(model.record().settings.train.objective)),
      linear_(isLinear(model.record().settings)) {}

VectorMatch::Query VectorMatch::user(std::size_t index) const {
    return {users_.row(index), userLengths_[index],
            layer_.userBiases.empty() ? 0.0F : layer_.userBiases[index]};
}

VectorMatch::Query VectorMatch::user(const TrainedModel::FoldedIn& folded) const {
    return {folded.vector, lengthOf(folded.vector), folded.bias};
}

float VectorMatch::logit(const Query& user, std::size_t movie) const {
    float matched = dotInParts(user.vector, movies_.row(movie));
    if (layer_.cosine)
        matched /= user.length * movieLengths_[movie] + cosineEpsilon;
    if (!layer_.weighted()) // else the weights are in the movie's vector
        matched *= layer_.weights.front();
    const float logit = matched + layer_.bias;
    return layer_.movieBiases.empty() ? logit : logit + user.bias + layer_.movieBiases[movie];
}

float VectorMatch::output(float logit) const {
    if (givesLogits_)
        return logit;
    return linear_ ? std::clamp(logit, 0.0F, 1.0F) : 1.0F / (1.0F + std::exp(-logit));
}

} // namespace towerlab
