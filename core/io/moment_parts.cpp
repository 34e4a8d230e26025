// SPDX-License-Identifier: MIT
#include "core/io/moment_parts.h"

#include "core/io/model_parts.h"
#include "core/io/net_parts.h"
#include "core/model/thinning.h"

#include <algorithm>
#include <string>
#include <utility>

namespace towerlab {
namespace {

const std::string epochsName = "moments.epoch";

std::string prefixOf(std::int64_t moment) { return "moment" + std::to_string(moment) + "."; }

std::size_t bytesOf(const TrainedModel& model) {
    std::size_t bytes = 0;
    for (const torch::Tensor& weights : model.contents().net->parameters())
        bytes += weights.nbytes();
    return bytes;
}

} // namespace

void putMoments(NamedTensors& to, const std::vector<TrainedModel>& moments) {
    if (moments.size() < 2)
        return;
    std::vector<TrainedModel> kept(moments.begin(), moments.end() - 1);
    thin(kept, mostMomentBytesInFile, bytesOf);
    if (kept.size() > 1 && bytesOf(kept.front()) * kept.size() > mostMomentBytesInFile)
        kept.resize(1); // so large that not even two fit: where the run began
    std::vector<std::int64_t> epochs;
    for (const TrainedModel& moment : kept) {
        putNet(to, *moment.contents().net, prefixOf(static_cast<std::int64_t>(epochs.size())));
        epochs.push_back(moment.record().keptEpoch);
    }
    to.add(epochsName, torch::tensor(epochs, torch::kInt64));
}

std::size_t momentTensors(const NamedTensors& from) {
    return static_cast<std::size_t>(std::count_if(
        from.entries().begin(), from.entries().end(),
        [](const NamedTensors::Entry& entry) { return entry.first.starts_with("moment"); }));
}

std::shared_ptr<const std::vector<TrainedModel>>
takeMoments(const NamedTensors& from, const TrainedModel::Contents& contents) {
    const torch::Tensor found = from.find(epochsName);
    if (!found.defined()) {
        if (momentTensors(from) > 0)
            contradiction("it does not tell the epochs of its moments");
        return nullptr;
    }
    if (found.dim() != 1 || found.scalar_type() != torch::kInt64 || found.numel() == 0)
        contradiction("the epochs of its moments can't be read");
    const torch::Tensor epochs = found.contiguous();
    const NetShape shape = contents.net->shape();
    const std::size_t each = contents.net->parameters().size();
    if (momentTensors(from) != 1 + each * static_cast<std::size_t>(epochs.numel()))
        contradiction("its moments are not complete");
    auto moments = std::make_shared<std::vector<TrainedModel>>();
    int before = -1;
    const auto add = [&](std::int64_t epoch, std::shared_ptr<TwoTowerNetImpl> net,
                         std::shared_ptr<const Checkpoint> checkpoint) {
        auto moment = std::make_shared<TrainedModel::Contents>(contents);
        moment->net = std::move(net);
        moment->checkpoint = std::move(checkpoint);
        moment->frames = nullptr;
        moment->moments = nullptr;
        moment->record.keptEpoch = static_cast<int>(epoch);
        moment->record.epochs.resize(static_cast<std::size_t>(epoch));
        moments->push_back(TrainedModel(std::move(moment)));
    };
    for (std::int64_t i = 0; i < epochs.numel(); ++i) {
        const std::int64_t epoch = epochs.data_ptr<std::int64_t>()[i];
        if (epoch <= before || epoch >= contents.record.keptEpoch ||
            static_cast<std::size_t>(epoch) > contents.record.epochs.size())
            contradiction("its moments are in no order");
        before = static_cast<int>(epoch);
        add(epoch, takeNet(from, prefixOf(i), shape), nullptr);
    }
    add(contents.record.keptEpoch, contents.net, contents.checkpoint);
    return moments;
}

} // namespace towerlab
