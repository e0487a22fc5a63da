#include "core/json.h"

#include "core/json-text.h"

namespace fw {
namespace {

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

}  // namespace fw
