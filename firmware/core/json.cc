#include "core/json.h"

namespace fw {
namespace {

inline bool is_digit(u8 c) { return c >= '0' && c <= '9'; }

inline i32 hex_digit(u8 c) {
  if (is_digit(c)) return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Bytes of the UTF-8 sequence at `at`, 0 if it is not well formed (Unicode 15, table 3-7).
u32 utf8_length(const u8* at, const u8* end) {
  const u8 first = at[0];
  const u32 length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length == 0 || (u32)(end - at) < length) return 0;
  const u8 low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const u8 high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (at[1] < low || at[1] > high) return 0;
  for (u32 i = 2; i < length; i++) {
    if ((at[i] & 0xc0) != 0x80) return 0;
  }
  return length;
}

// Yields the UTF-8 bytes of a validated string with its escapes decoded.
struct Decoder {
  const u8* at;
  const u8* end;
  u8 queue[4] = {};
  u32 queued = 0;
  u32 taken = 0;

  explicit Decoder(Text t) : at((const u8*)t.at), end((const u8*)t.at + t.len) {}

  u32 code_unit() {
    u32 unit = 0;
    for (u32 i = 0; i < 4; i++) unit = unit << 4 | (u32)hex_digit(*at++);
    return unit;
  }
  void push(u32 point) {
    taken = 0;
    if (point < 0x80) {
      queue[0] = (u8)point;
      queued = 1;
    } else if (point < 0x800) {
      queue[0] = (u8)(0xc0 | point >> 6), queue[1] = (u8)(0x80 | (point & 63));
      queued = 2;
    } else if (point < 0x10000) {
      queue[0] = (u8)(0xe0 | point >> 12), queue[1] = (u8)(0x80 | (point >> 6 & 63)), queue[2] = (u8)(0x80 | (point & 63));
      queued = 3;
    } else {
      queue[0] = (u8)(0xf0 | point >> 18), queue[1] = (u8)(0x80 | (point >> 12 & 63));
      queue[2] = (u8)(0x80 | (point >> 6 & 63)), queue[3] = (u8)(0x80 | (point & 63));
      queued = 4;
    }
  }
  // The next byte, or -1 at the end.
  i32 next() {
    if (taken < queued) return queue[taken++];
    if (at == end) return -1;
    if (*at != '\\') return *at++;
    at++;
    const u8 kind = *at++;
    switch (kind) {
      case 'b': return '\b';
      case 'f': return '\f';
      case 'n': return '\n';
      case 'r': return '\r';
      case 't': return '\t';
      case 'u': break;
      default: return kind;
    }
    u32 point = code_unit();
    if (point >= 0xd800 && point < 0xdc00) {
      at += 2;
      point = 0x10000 + ((point - 0xd800) << 10) + (code_unit() - 0xdc00);
    }
    push(point);
    return queue[taken++];
  }
};

u32 hash_name(Text name) {
  u32 hash = 2166136261u;
  Decoder decoder(name);
  for (i32 byte = decoder.next(); byte >= 0; byte = decoder.next()) hash = (hash ^ (u32)byte) * 16777619u;
  return hash;
}

bool same_name(Text a, Text b) {
  Decoder left(a);
  Decoder right(b);
  while (true) {
    const i32 byte = left.next();
    if (byte != right.next()) return false;
    if (byte < 0) return true;
  }
}

struct Reader {
  JsonDocument& document;
  const u8* at;
  const u8* end;

  void skip_space() {
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at++;
  }
  bool take(u8 c) {
    if (at == end || *at != c) return false;
    at++;
    return true;
  }
  bool word(Text expected) {
    if ((u32)(end - at) < expected.len || !equal({(const char*)at, expected.len}, expected)) return false;
    at += expected.len;
    return true;
  }

  bool unicode_escape(u32& unit) {
    if (end - at < 4) return false;
    unit = 0;
    for (u32 i = 0; i < 4; i++) {
      const i32 digit = hex_digit(*at++);
      if (digit < 0) return false;
      unit = unit << 4 | (u32)digit;
    }
    return true;
  }
  bool escape() {
    if (at == end) return false;
    switch (*at++) {
      case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't': return true;
      case 'u': break;
      default: return false;
    }
    u32 unit;
    if (!unicode_escape(unit)) return false;
    if (unit < 0xd800 || unit > 0xdfff) return true;
    if (unit >= 0xdc00 || !take('\\') || !take('u')) return false;
    return unicode_escape(unit) && unit >= 0xdc00 && unit <= 0xdfff;
  }
  // After the opening quote; leaves `at` behind the closing one.
  bool string(Text& content, bool& escaped) {
    const u8* const start = at;
    escaped = false;
    while (at < end) {
      const u8 c = *at;
      if (c == '"') {
        content = {(const char*)start, (u32)(at - start)};
        at++;
        return true;
      }
      if (c == '\\') {
        escaped = true;
        at++;
        if (!escape()) return false;
      } else if (c >= 0x80) {
        const u32 length = utf8_length(at, end);
        if (length == 0) return false;
        at += length;
      } else if (c < 0x20) {
        return false;
      } else {
        at++;
      }
    }
    return false;
  }
  bool digits() {
    if (at == end || !is_digit(*at)) return false;
    while (at < end && is_digit(*at)) at++;
    return true;
  }
  bool number() {
    take('-');
    if (at == end) return false;
    if (*at == '0') {
      at++;
    } else if (!digits()) {
      return false;
    }
    if (take('.') && !digits()) return false;
    if (at < end && (*at | 0x20) == 'e') {
      at++;
      if (!take('+')) take('-');
      if (!digits()) return false;
    }
    return true;
  }

  bool begin_key(u32 object, JsonKey*& key) {
    if (document.key_count == limit::JSON_KEYS || !take('"')) return false;
    key = &document.keys[document.key_count];
    if (!string(key->name, key->name_escaped)) return false;
    key->inside = (u16)object;
    key->hash = hash_name(key->name);
    for (u32 i = 0; i < document.key_count; i++) {
      const JsonKey& other = document.keys[i];
      if (other.hash == key->hash && other.inside == object && same_name(other.name, key->name)) return false;
    }
    document.key_count++;
    skip_space();
    return take(':');
  }

  // Everything but objects and arrays.
  bool scalar(Json& type, Text& value, bool& escaped) {
    const u8* const start = at;
    escaped = false;
    bool ok;
    switch (at < end ? *at : 0) {
      case '"':
        at++;
        type = Json::STRING;
        return string(value, escaped);
      case 't': type = Json::TRUE, ok = word(text("true")); break;
      case 'f': type = Json::FALSE, ok = word(text("false")); break;
      case 'n': type = Json::NUL, ok = word(text("null")); break;
      default: type = Json::NUMBER, ok = number();
    }
    value = {(const char*)start, (u32)(at - start)};
    return ok;
  }

  struct Level {
    JsonKey* key;  // whose value this container is; null for the root and for members of arrays
    u16 object;
    bool is_array;
  };
  Level stack[limit::JSON_DEPTH];
  u32 depth = 0;

  bool open(JsonKey* key, bool is_array) {
    if (depth == limit::JSON_DEPTH) return false;
    Level& level = stack[depth++];
    level = {key, (u16)(is_array ? 0 : document.object_count++), is_array};
    if (key != nullptr) {
      key->type = is_array ? Json::ARRAY : Json::OBJECT;
      key->value.at = (const char*)at;
      key->object = level.object;
      key->escaped = false;
    }
    at++;
    return true;
  }
  void close() {
    const Level& level = stack[--depth];
    if (level.key != nullptr) level.key->value.len = (u32)((const char*)at - level.key->value.at);
  }

  // One object with all that is in it. `first`: a container has just been opened, so it may close without a member.
  bool document_object() {
    skip_space();
    if (at == end || *at != '{' || !open(nullptr, false)) return false;
    bool first = true;
    while (depth > 0) {
      const Level level = stack[depth - 1];
      skip_space();
      if (take(level.is_array ? ']' : '}')) {
        close();
        first = false;
        continue;
      }
      if (!first && !take(',')) return false;
      skip_space();
      JsonKey* key = nullptr;
      if (!level.is_array && !begin_key(level.object, key)) return false;
      skip_space();
      first = at < end && (*at == '{' || *at == '[');
      if (first) {
        if (!open(key, *at == '[')) return false;
        continue;
      }
      Json type;
      Text value;
      bool escaped;
      if (!scalar(type, value, escaped)) return false;
      if (key != nullptr) key->type = type, key->value = value, key->escaped = escaped;
    }
    skip_space();
    return at == end;
  }
};

}  // namespace

bool JsonDocument::read(Text bytes) {
  key_count = 0;
  object_count = 0;
  decoded_len = 0;
  Reader reader{*this, (const u8*)bytes.at, (const u8*)bytes.at + bytes.len, {}, 0};
  return reader.document_object();
}

const JsonKey* JsonDocument::find(u32 object, Text name) const {
  for (u32 i = 0; i < key_count; i++) {
    const JsonKey& key = keys[i];
    if (key.inside != object) continue;
    if (key.name_escaped ? same_name(key.name, name) : equal(key.name, name)) return &key;
  }
  return nullptr;
}

Text JsonDocument::string_of(const JsonKey& key) {
  if (!key.escaped) return key.value;
  const u32 start = decoded_len;
  Decoder decoder(key.value);
  for (i32 byte = decoder.next(); byte >= 0; byte = decoder.next()) {
    if (decoded_len == sizeof decoded) {
      decoded_len = start;
      return key.value;
    }
    decoded[decoded_len++] = (char)byte;
  }
  return {decoded + start, decoded_len - start};
}

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
