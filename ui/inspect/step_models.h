// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/step_story.h"
#include "ui/widgets/table_model.h"

#include <memory>
#include <vector>

namespace towerlab::ui {

/// The ratings of a batch.
class BatchModel : public TableModel {
    Q_OBJECT
public:
    explicit BatchModel(QObject* parent = nullptr);
    void setStory(std::shared_ptr<const StepStory> story);

protected:
    std::size_t rows() const override { return story_ ? story_->batch().size() : 0; }

private:
    const BatchRow& row(std::size_t i) const { return story_->batch()[i]; }
    std::shared_ptr<const StepStory> story_;
};

/// What the right movie is held against.
class AgainstModel : public TableModel {
    Q_OBJECT
public:
    explicit AgainstModel(QObject* parent = nullptr);
    void setPath(std::shared_ptr<const StepStory> story, std::shared_ptr<const StepPath> path);

protected:
    std::size_t rows() const override { return path_ ? path_->candidates.size() : 0; }
    QVariant more(std::size_t row, int column, int role) const override;

private:
    const Candidate& candidate(std::size_t i) const { return path_->candidates[i]; }
    std::shared_ptr<const StepStory> story_;
    std::shared_ptr<const StepPath> path_;
};

/// What the step does to each group of weights on the way of a rating.
class WeightsModel : public TableModel {
    Q_OBJECT
public:
    explicit WeightsModel(QObject* parent = nullptr);
    void setPath(std::shared_ptr<const StepStory> story, std::shared_ptr<const StepPath> path);
    const WeightStep& weights(std::size_t i) const { return path_->weights[i]; }
    QString nameOf(std::size_t i) const;

protected:
    std::size_t rows() const override { return path_ ? path_->weights.size() : 0; }

private:
    std::shared_ptr<const StepStory> story_;
    std::shared_ptr<const StepPath> path_;
};

/// The user's list before and after.
class MovesModel : public TableModel {
    Q_OBJECT
public:
    explicit MovesModel(QObject* parent = nullptr);
    void setMoves(std::shared_ptr<const StepStory> story, std::vector<RankMove> moves);
    const std::vector<RankMove>& moves() const { return moves_; }

protected:
    std::size_t rows() const override { return moves_.size(); }

private:
    std::shared_ptr<const StepStory> story_;
    std::vector<RankMove> moves_;
};

/// "Toy Story (1995)" by vocabulary index.
QString movieName(const Vocabulary& vocabulary, std::int32_t movie);

} // namespace towerlab::ui
