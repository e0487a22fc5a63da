// JSON's number tokens as integers. Nothing here uses floating point.
#pragma once
#include "core/types.h"

namespace fw {

// A number as its integer part in thousandths (cut towards zero, saturating) and whether anything was cut.
struct Decimal {
  i64 thousandths;
  bool cut;
  bool negative;
};
Decimal decimal(Text number);
// A plain integer token (no fraction, no exponent) from 0 to 2^53 - 1.
bool unsigned_integer(Text number, u64& value);
// A plain integer token that fits 32 bits, with its sign.
bool signed_integer(Text number, i32& value);

}  // namespace fw
