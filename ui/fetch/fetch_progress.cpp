// SPDX-License-Identifier: MIT
#include "ui/fetch/fetch_progress.h"

#include "ui/fetch/fetch_text.h"
#include "ui/jobs/job_runner.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace towerlab::ui {
namespace {

using namespace std::chrono_literals;

constexpr auto shortest = 500ms; ///< a time from which a speed can be told
constexpr auto betweenSamples = 100ms;
constexpr auto longest = 5s; ///< a time for which a speed is still the present one

QString loadingText(const FetchProgress& progress) {
    QStringList parts = {
        fetchText("%1 of %2").arg(sizeText(progress.done), sizeText(progress.total)),
        fetchText("%1 %").arg(progress.percent())};
    if (progress.bytesPerSecond) {
        const double speed = *progress.bytesPerSecond;
        parts << fetchText("%1/s").arg(sizeText(static_cast<qint64>(speed)));
        if (speed >= 1)
            parts << fetchText("%1 left").arg(
                durationText(static_cast<double>(progress.total - progress.done) / speed));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

int FetchProgress::percent() const {
    return total > 0 ? static_cast<int>(std::clamp<qint64>(100 * done / total, 0, 100)) : -1;
}

QString sizeText(qint64 bytes) {
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString progressText(const FetchProgress& progress) {
    switch (progress.phase) {
    case FetchProgress::Phase::Loading:
        return loadingText(progress);
    case FetchProgress::Phase::Waiting:
        return fetchText("The connection broke off; trying again in a moment");
    case FetchProgress::Phase::Checking:
        return progress.percent() < 0 ? fetchText("Checking")
                                      : fetchText("Checking, %1 %").arg(progress.percent());
    case FetchProgress::Phase::Asking:
        break;
    }
    return fetchText("Asking the server");
}

void SpeedMeter::add(qint64 done, Time now) {
    if (!seen_.empty() && done < seen_.back().done)
        seen_.clear();
    if (seen_.size() > 1 && now - seen_[seen_.size() - 2].when < betweenSamples)
        seen_.back() = {now, done};
    else
        seen_.push_back({now, done});
    // The oldest that is old enough stays: what is left spans the last seconds.
    while (seen_.size() > 2 && now - seen_[1].when >= longest)
        seen_.pop_front();
}

std::optional<double> SpeedMeter::speed() const {
    if (seen_.empty() || seen_.back().when - seen_.front().when < shortest)
        return std::nullopt;
    const std::chrono::duration<double> time = seen_.back().when - seen_.front().when;
    return static_cast<double>(seen_.back().done - seen_.front().done) / time.count();
}

} // namespace towerlab::ui
