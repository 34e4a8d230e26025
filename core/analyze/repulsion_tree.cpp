// SPDX-License-Identifier: MIT
#include "core/analyze/repulsion_tree.h"

#include "core/kernels/kernels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace towerlab {
namespace {

constexpr std::uint32_t leafSize = 24;
constexpr int bitsEach = 16; ///< of the curve, across and up

/// The bits of a number, each followed by a zero.
std::uint32_t spread(std::uint32_t bits) {
    bits = (bits | (bits << 8U)) & 0x00ff00ffU;
    bits = (bits | (bits << 4U)) & 0x0f0f0f0fU;
    bits = (bits | (bits << 2U)) & 0x33333333U;
    return (bits | (bits << 1U)) & 0x55555555U;
}

/// By the upper 32 bits, in three passes.
void radixSort(std::vector<std::uint64_t>& values, std::vector<std::uint64_t>& other) {
    constexpr unsigned digit = 11;
    other.resize(values.size());
    for (unsigned shift = 32; shift < 64; shift += digit) {
        std::array<std::uint32_t, 1U << digit> start{};
        const auto place = [&](std::uint64_t value) {
            return static_cast<std::size_t>((value >> shift) & (start.size() - 1));
        };
        for (const std::uint64_t value : values)
            ++start[place(value)];
        std::uint32_t sum = 0;
        for (std::uint32_t& each : start) {
            const std::uint32_t count = each;
            each = sum;
            sum += count;
        }
        for (const std::uint64_t value : values)
            other[start[place(value)]++] = value;
        values.swap(other);
    }
}

} // namespace

void RepulsionTree::sort(const Layout& points) {
    float left = points[0].x;
    float low = points[0].y;
    float right = left;
    float high = low;
    for (const PlanePoint& point : points) {
        left = std::min(left, point.x);
        right = std::max(right, point.x);
        low = std::min(low, point.y);
        high = std::max(high, point.y);
    }
    const float side = std::max(right - left, high - low);
    const float cells = side > 0 ? static_cast<float>((1U << bitsEach) - 1) / side : 0.0F;
    sorting_.resize(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto column = static_cast<std::uint32_t>((points[i].x - left) * cells);
        const auto row = static_cast<std::uint32_t>((points[i].y - low) * cells);
        const std::uint32_t code = spread(column) | (spread(row) << 1U);
        sorting_[i] = (std::uint64_t{code} << 32U) | i;
    }
    radixSort(sorting_, sorted_);
    order_.resize(points.size());
    codes_.resize(points.size());
    x_.resize(points.size());
    y_.resize(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        order_[i] = static_cast<std::uint32_t>(sorting_[i]);
        codes_[i] = static_cast<std::uint32_t>(sorting_[i] >> 32U);
        x_[i] = points[order_[i]].x;
        y_[i] = points[order_[i]].y;
    }
}

void RepulsionTree::build(const Layout& points) {
    nodes_.clear();
    leaves_.clear();
    order_.clear();
    if (points.empty())
        return;
    sort(points);
    grow(0, static_cast<std::uint32_t>(points.size()), 2 * bitsEach - 2);
}

/// Adds the node of these points and all below it.
void RepulsionTree::grow(std::uint32_t begin, std::uint32_t end, int bit) {
    // Levels at which all points lie in one quarter need no node.
    while (bit >= 0 && codes_[begin] >> static_cast<unsigned>(bit) ==
                           codes_[end - 1] >> static_cast<unsigned>(bit))
        bit -= 2;
    const auto number = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    nodes_[number].begin = begin;
    nodes_[number].end = end;
    fill(nodes_[number]);
    if (end - begin <= leafSize || bit < 0) {
        nodes_[number].isLeaf = true;
        leaves_.push_back({begin, end, number});
    } else {
        const auto quarter = [&](std::uint32_t code) {
            return (code >> static_cast<unsigned>(bit)) & 3U;
        };
        for (std::uint32_t from = begin; from < end;) {
            const std::uint32_t here = quarter(codes_[from]);
            const auto to =
                std::partition_point(codes_.begin() + from, codes_.begin() + end,
                                     [&](std::uint32_t code) { return quarter(code) == here; });
            const auto until = static_cast<std::uint32_t>(to - codes_.begin());
            grow(from, until, bit - 2);
            from = until;
        }
    }
    nodes_[number].next = static_cast<std::uint32_t>(nodes_.size());
}

void RepulsionTree::fill(Node& node) const {
    node.left = node.right = x_[node.begin];
    node.low = node.high = y_[node.begin];
    double x = 0;
    double y = 0;
    for (std::uint32_t i = node.begin; i < node.end; ++i) {
        node.left = std::min(node.left, x_[i]);
        node.right = std::max(node.right, x_[i]);
        node.low = std::min(node.low, y_[i]);
        node.high = std::max(node.high, y_[i]);
        x += double{x_[i]};
        y += double{y_[i]};
    }
    node.mass = static_cast<float>(node.end - node.begin);
    node.x = static_cast<float>(x / double{node.mass});
    node.y = static_cast<float>(y / double{node.mass});
}

void RepulsionTree::forcesOn(std::size_t number, float theta, Scratch& scratch,
                             Force* forces) const {
    const Leaf& leaf = leaves_[number];
    const Node& here = nodes_[leaf.node];
    scratch.x.clear();
    scratch.y.clear();
    scratch.mass.clear();
    const auto add = [&](float x, float y, float mass) {
        scratch.x.push_back(x);
        scratch.y.push_back(y);
        scratch.mass.push_back(mass);
    };
    for (std::uint32_t at = 0; at < nodes_.size();) {
        const Node& node = nodes_[at];
        // From the centre of the cell to the nearest place of the leaf's box: no point of the leaf
        // is nearer.
        const float dx = std::max({here.left - node.x, node.x - here.right, 0.0F});
        const float dy = std::max({here.low - node.y, node.y - here.high, 0.0F});
        const float size = std::max(node.right - node.left, node.high - node.low);
        if (size * size < theta * theta * (dx * dx + dy * dy)) {
            add(node.x, node.y, node.mass);
            at = node.next;
        } else if (node.isLeaf) {
            for (std::uint32_t i = node.begin; i < node.end; ++i)
                add(x_[i], y_[i], 1.0F);
            at = node.next;
        } else {
            ++at;
        }
    }
    while (scratch.x.size() % lanes != 0)
        add(0, 0, 0);
    const Kernels& loops = kernels();
    for (std::uint32_t i = leaf.begin; i < leaf.end; ++i, ++forces) {
        std::array<float, 3> sums{};
        loops.repel(sums.data(), x_[i], y_[i], scratch.x.data(), scratch.y.data(),
                    scratch.mass.data(), scratch.x.size());
        *forces = {sums[0] - 1, sums[1], sums[2]}; // without the point itself
    }
}

} // namespace towerlab
