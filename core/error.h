// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace towerlab {

/// Base of every error that core reports to a person.
///
/// what() is a complete sentence fit to show: "FILE, line N: REASON. REMEDY", with the parts that
/// apply, as readable() UTF-8 whatever bytes the file holds. Programming mistakes are assertions,
/// not Errors.
class Error : public std::runtime_error {
public:
    explicit Error(std::string reason, std::string file = {}, std::size_t line = 0,
                   std::string remedy = {});

    const std::string& reason() const noexcept { return reason_; }
    /// Path of the file at fault; empty where no file is.
    const std::string& file() const noexcept { return file_; }
    /// 1-based line in file(); 0 where no line is at fault.
    std::size_t line() const noexcept { return line_; }
    /// What the person can do about it; may be empty.
    const std::string& remedy() const noexcept { return remedy_; }

private:
    std::string reason_;
    std::string file_;
    std::size_t line_;
    std::string remedy_;
};

/// A data set could not be read, or contradicts itself.
class DataError : public Error {
public:
    using Error::Error;
};

/// Rows of a file can't be read, and may be left out (ReadOptions::skipBadRows).
class BadRowsError : public DataError {
public:
    /// @param rows the first few, "line 3: …"; @param count all of them
    BadRowsError(const DataError& first, std::vector<std::string> rows, std::size_t count);

    const std::vector<std::string>& rows() const noexcept { return rows_; }
    /// The rows from that place on, and how many more there are, in one sentence's part.
    std::string list(std::size_t from = 0) const;
    std::size_t count() const noexcept { return count_; }

private:
    std::vector<std::string> rows_;
    std::size_t count_;
};

/// It can't be told from their names which columns of a table are what (ReadOptions::columns).
class UnknownColumnsError : public DataError {
public:
    using DataError::DataError;
};

/// A setting is out of range, unknown, or does not go with another.
class SettingsError : public Error {
public:
    using Error::Error;
};

/// A file or text that TowerLab wrote for itself is malformed, contradicts itself, or is of a
/// version that is not known.
class FormatError : public Error {
public:
    using Error::Error;
};

/// A model file is missing, damaged, foreign or newer than this program.
class ModelFileError : public Error {
public:
    using Error::Error;
};

/// A file could not be written or read for reasons of the system (permissions, disk full).
class FileError : public Error {
public:
    using Error::Error;
};

/// Training could not go on (for example, the loss stopped being a number).
class TrainingError : public Error {
public:
    using Error::Error;
};

/// Thrown out of a long-running function whose stop_token was triggered. Not an Error: stopping is
/// an outcome that the person asked for.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "stopped"; }
};

} // namespace towerlab
