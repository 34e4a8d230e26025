// SPDX-License-Identifier: MIT
#include "core/io/frame_parts.h"

#include "core/io/model_parts.h"

#include <torch/types.h>

#include <algorithm>
#include <array>
#include <string>

namespace towerlab {
namespace {

constexpr std::array names = {"frames.step",  "frames.epoch",  "frames.loss",   "frames.thinned",
                              "frames.users", "frames.movies", "frames.weights"};

/// One row per frame.
torch::Tensor rowsOf(const RunFrames& frames, std::vector<float> VectorFrame::*part,
                     torch::ScalarType type) {
    std::vector<torch::Tensor> rows;
    for (const auto& frame : frames.frames) {
        const std::vector<float>& values = (*frame).*part;
        rows.push_back(torch::from_blob(const_cast<float*>(values.data()),
                                        {1, static_cast<std::int64_t>(values.size())},
                                        torch::kFloat32)
                           .to(type));
    }
    return torch::cat(rows, 0);
}

template <typename T, typename Member>
torch::Tensor columnOf(const RunFrames& frames, torch::ScalarType type, Member member) {
    torch::Tensor column = torch::empty({static_cast<std::int64_t>(frames.frames.size())}, type);
    auto* value = static_cast<T*>(column.data_ptr());
    for (const auto& frame : frames.frames)
        *value++ = static_cast<T>((*frame).*member);
    return column;
}

/// Rows of floats, as many as there are frames; `width` 0: of any width.
torch::Tensor floats(const NamedTensors& from, const char* name, std::int64_t rows,
                     std::int64_t width) {
    const torch::Tensor found = from.find(name);
    const bool fits = found.defined() && found.dim() == 2 && found.size(0) == rows &&
                      found.size(1) > 0 && (width == 0 || found.size(1) == width) &&
                      found.is_floating_point();
    if (!fits)
        contradiction(std::string(name) + " does not fit the other frames");
    torch::Tensor values = found.to(torch::kFloat32).contiguous();
    if (!torch::isfinite(values).all().item<bool>())
        contradiction("some frames hold no numbers");
    return values;
}

torch::Tensor column(const NamedTensors& from, const char* name, torch::ScalarType type,
                     std::int64_t rows) {
    const torch::Tensor found = from.find(name);
    if (!found.defined() || found.dim() != 1 || found.size(0) != rows ||
        found.scalar_type() != type)
        contradiction(std::string(name) + " does not fit the other frames");
    return found.contiguous();
}

std::vector<float> rowOf(const torch::Tensor& rows, std::int64_t row) {
    const float* values = rows.data_ptr<float>() + row * rows.size(1);
    return {values, values + rows.size(1)};
}

} // namespace

void putFrames(NamedTensors& to, const RunFrames& frames) {
    RunFrames kept = frames;
    thinFrames(kept, 2 * mostFrameBytesInFile); // in memory they take twice as much
    if (kept.frames.empty())
        return;
    to.add("frames.step", columnOf<std::int64_t>(kept, torch::kInt64, &VectorFrame::step));
    to.add("frames.epoch", columnOf<double>(kept, torch::kFloat64, &VectorFrame::epoch));
    to.add("frames.loss", columnOf<float>(kept, torch::kFloat32, &VectorFrame::loss));
    to.add("frames.thinned",
           torch::full({1}, static_cast<std::int64_t>(kept.thinned), torch::kInt64));
    to.add("frames.users", rowsOf(kept, &VectorFrame::users, torch::kFloat16));
    to.add("frames.movies", rowsOf(kept, &VectorFrame::movies, torch::kFloat16));
    to.add("frames.weights", rowsOf(kept, &VectorFrame::matchWeights, torch::kFloat32));
}

std::size_t frameTensors(const NamedTensors& from) {
    return static_cast<std::size_t>(std::count_if(
        names.begin(), names.end(), [&](const char* name) { return from.find(name).defined(); }));
}

std::shared_ptr<const RunFrames> takeFrames(const NamedTensors& from, std::size_t users,
                                            std::size_t movies, std::size_t vectorSize) {
    const torch::Tensor steps = from.find("frames.step");
    if (!steps.defined())
        return nullptr;
    const std::int64_t count = steps.dim() == 1 ? steps.size(0) : 0;
    const torch::Tensor step = column(from, "frames.step", torch::kInt64, count);
    const torch::Tensor epoch = column(from, "frames.epoch", torch::kFloat64, count);
    const torch::Tensor loss = column(from, "frames.loss", torch::kFloat32, count);
    const torch::Tensor thinned = column(from, "frames.thinned", torch::kInt64, 1);
    const auto dimensions = static_cast<std::int64_t>(vectorSize);
    const torch::Tensor ofMovies =
        floats(from, "frames.movies", count, dimensions * static_cast<std::int64_t>(movies));
    const torch::Tensor ofUsers =
        floats(from, "frames.users", count, dimensions * static_cast<std::int64_t>(users));
    const torch::Tensor weights = floats(from, "frames.weights", count, 0);
    if (weights.size(1) != 1 && weights.size(1) != dimensions)
        contradiction("frames.weights does not fit the other frames");
    auto frames = std::make_shared<RunFrames>();
    frames->thinned =
        static_cast<std::size_t>(std::max<std::int64_t>(0, *thinned.data_ptr<std::int64_t>()));
    for (std::int64_t i = 0; i < count; ++i) {
        auto frame = std::make_shared<VectorFrame>();
        frame->step = static_cast<std::uint64_t>(step.data_ptr<std::int64_t>()[i]);
        frame->epoch = epoch.data_ptr<double>()[i];
        frame->loss = loss.data_ptr<float>()[i];
        frame->dimensions = static_cast<std::size_t>(dimensions);
        frame->users = rowOf(ofUsers, i);
        frame->movies = rowOf(ofMovies, i);
        frame->matchWeights = rowOf(weights, i);
        const bool inOrder = frames->frames.empty() || frames->frames.back()->epoch < frame->epoch;
        if (!(frame->epoch >= 0) || frame->epoch > 1e9 || !inOrder)
            contradiction("the frames are in no order");
        frames->frames.push_back(std::move(frame));
    }
    return frames;
}

} // namespace towerlab
