// A strict JSON reader (RFC 8259) over raw bytes, with a fixed stack and no copies. It records every key with the place
// of its value, so that a message is validated whole before any of it is used.
// Refused: bad UTF-8, lone surrogate escapes, control characters, duplicate keys, depth over 10, more than 64 keys.
#pragma once
#include "core/generated/contract.h"
#include "core/types.h"

namespace fw {

enum class Json : u8 { OBJECT, ARRAY, STRING, NUMBER, TRUE, FALSE, NUL };

struct JsonKey {
  Text name;     // as it stands between the quotes, escapes and all
  Text value;    // strings: between the quotes; everything else: the value's bytes
  u32 hash;      // of the decoded name
  Json type;
  bool escaped;       // the value is a string with escapes
  bool name_escaped;  // the name has escapes
  u16 inside;    // number of the object that holds this key; the root is 0
  u16 object;    // the value's own number when it is an object
};

struct JsonDocument {
  JsonKey keys[limit::JSON_KEYS];
  u32 key_count;
  u32 object_count;
  char decoded[512];  // strings that had escapes
  u32 decoded_len;

  // True when the bytes are exactly one object within the limits.
  bool read(Text bytes);
  // The key of an object, or null.
  const JsonKey* find(u32 object, Text name) const;
  // A string's value with its escapes decoded. One too long to decode stays as it is: nothing in the contract is that long.
  Text string_of(const JsonKey& key);
};

}  // namespace fw
