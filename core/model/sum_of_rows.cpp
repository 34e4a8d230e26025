// SPDX-License-Identifier: MIT
#include "core/model/sum_of_rows.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

namespace towerlab {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Calls work(begin, end) for slices of the columns 0 … width - 1, on several threads: sums over
/// rows in any order would need locks, sums of different columns don't meet.
template <typename Work>
void overColumns(std::int64_t width, const Work& work) {
    constexpr std::int64_t cacheLine = 16;
    at::parallel_for(0, (width + cacheLine - 1) / cacheLine, 1,
                     [&](std::int64_t begin, std::int64_t end) {
                         work(begin * cacheLine, std::min(width, end * cacheLine));
                     });
}

template <typename T>
void addScaled(T* to, const T* from, T factor, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        to[i] += factor * from[i];
}

template <typename T>
void sum(const torch::Tensor& table, const SparseRows& matrix, const std::vector<float>& weights,
         const torch::Tensor& rows, torch::Tensor& sums) {
    const std::int64_t width = table.size(1);
    const T* from = table.data_ptr<T>();
    const auto* row = rows.data_ptr<std::int64_t>();
    T* to = sums.data_ptr<T>();
    at::parallel_for(0, rows.numel(), 64, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto r = static_cast<std::size_t>(row[i]);
            for (std::size_t k = matrix.start[r]; k < matrix.start[r + 1]; ++k)
                addScaled(to + i * width, from + std::int64_t{matrix.column[k]} * width,
                          static_cast<T>(weights[k]), width);
        }
    });
}

template <typename T>
void spread(const torch::Tensor& gradient, const SparseRows& matrix,
            const std::vector<float>& weights, const torch::Tensor& rows, torch::Tensor& table) {
    const std::int64_t width = table.size(1);
    const T* from = gradient.data_ptr<T>();
    const auto* row = rows.data_ptr<std::int64_t>();
    T* to = table.data_ptr<T>();
    overColumns(width, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = 0; i < rows.numel(); ++i) {
            const auto r = static_cast<std::size_t>(row[i]);
            for (std::size_t k = matrix.start[r]; k < matrix.start[r + 1]; ++k)
                addScaled(to + std::int64_t{matrix.column[k]} * width + begin,
                          from + i * width + begin, static_cast<T>(weights[k]), end - begin);
        }
    });
}

/// Lets a node of the graph keep something.
struct Keeper : torch::CustomClassHolder {
    explicit Keeper(std::shared_ptr<const void> it) : kept(std::move(it)) {}
    std::shared_ptr<const void> kept;
};

class SumOfRows : public torch::autograd::Function<SumOfRows> {
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& table,
                                 const torch::Tensor& rows, const SparseRows* matrix,
                                 const std::vector<float>* weights,
                                 std::shared_ptr<const void> keeper) {
        context->save_for_backward({rows});
        context->saved_data["matrix"] = reinterpret_cast<std::int64_t>(matrix);
        context->saved_data["weights"] = reinterpret_cast<std::int64_t>(weights);
        if (keeper)
            context->saved_data["keeper"] =
                c10::IValue::make_capsule(c10::make_intrusive<Keeper>(std::move(keeper)));
        context->saved_data["words"] = table.size(0);
        torch::Tensor sums = torch::zeros({rows.numel(), table.size(1)}, table.options());
        AT_DISPATCH_FLOATING_TYPES(table.scalar_type(), "sumOfRows", [&] {
            sum<scalar_t>(table.contiguous(), *matrix, *weights, rows, sums);
        });
        return sums;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const torch::Tensor rows = context->get_saved_variables().at(0);
        const auto* matrix =
            reinterpret_cast<const SparseRows*>(context->saved_data["matrix"].toInt());
        const auto* weights =
            reinterpret_cast<const std::vector<float>*>(context->saved_data["weights"].toInt());
        const torch::Tensor gradient = gradients.at(0).contiguous();
        torch::Tensor table = torch::zeros({context->saved_data["words"].toInt(), gradient.size(1)},
                                           gradient.options());
        AT_DISPATCH_FLOATING_TYPES(gradient.scalar_type(), "sumOfRows", [&] {
            spread<scalar_t>(gradient, *matrix, *weights, rows, table);
        });
        return {table, torch::Tensor(), torch::Tensor(), torch::Tensor(), torch::Tensor()};
    }
};

} // namespace

torch::Tensor sumOfRows(const torch::Tensor& table, const SparseRows& matrix,
                        const std::vector<float>& weights, const torch::Tensor& rows,
                        std::shared_ptr<const void> keeper) {
    return SumOfRows::apply(table, rows.contiguous(), &matrix, &weights, std::move(keeper));
}

Distinct distinct(const torch::Tensor& entities) {
    const auto [unique, which, counts] = at::_unique2(entities, true, true);
    return {unique, which};
}

} // namespace towerlab
