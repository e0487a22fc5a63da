#include "core/number.h"

#include "core/generated/contract.h"
#include "core/json-text.h"

namespace fw {

Decimal decimal(Text number) {
  u32 i = 0;
  Decimal result{0, false, number.at[0] == '-'};
  if (result.negative) i++;
  u64 mantissa = 0;
  i32 scale = 3;  // decimal places still to be multiplied in
  bool fraction = false;
  for (; i < number.len && (number.at[i] | 0x20) != 'e'; i++) {
    if (number.at[i] == '.') {
      fraction = true;
      continue;
    }
    if (mantissa < 100000000000000000ull) {
      mantissa = mantissa * 10 + (u64)(number.at[i] - '0');
      if (fraction) scale--;
    } else {
      if (number.at[i] != '0') result.cut = true;
      if (!fraction) scale++;
    }
  }
  if (i < number.len) {
    i++;
    const bool negative = number.at[i] == '-';
    if (negative || number.at[i] == '+') i++;
    i32 exponent = 0;
    for (; i < number.len; i++) exponent = least(exponent * 10 + (number.at[i] - '0'), 100000);
    scale += negative ? -exponent : exponent;
  }
  for (; scale > 0 && mantissa != 0 && mantissa < 100000000000000000ull; scale--) mantissa *= 10;
  for (; scale < 0 && mantissa != 0; scale++) {
    if (mantissa % 10 != 0) result.cut = true;
    mantissa /= 10;
  }
  result.thousandths = result.negative ? -(i64)mantissa : (i64)mantissa;
  return result;
}

bool unsigned_integer(Text number, u64& value) {
  if (number.len > 16) return false;
  value = 0;
  for (u32 i = 0; i < number.len; i++) {
    if (!is_digit((u8)number.at[i])) return false;
    value = value * 10 + (u64)(number.at[i] - '0');
  }
  return value <= limit::SEQUENCE_MAX;
}

bool signed_integer(Text number, i32& value) {
  const bool negative = number.len > 0 && number.at[0] == '-';
  if (negative) number.at++, number.len--;
  u64 magnitude;
  if (!unsigned_integer(number, magnitude) || magnitude > (negative ? 2147483648ull : 2147483647ull)) return false;
  value = (i32)(negative ? 0 - (i64)magnitude : (i64)magnitude);
  return true;
}

}  // namespace fw
