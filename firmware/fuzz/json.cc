// The JSON reader on any bytes: it reads nothing outside them, and what it accepts is what it says.
#include "core/json.h"

#include "fuzz/fuzz.h"

namespace {

constexpr const char* TOKENS[] = {"{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0041", "\\ud83d\\ude00", "\\ud800", "true", "false",
                                  "null", "0", "-0", "1e9", "0.5", "9007199254740991", "{\"a\":", "\"op\":\"noop\"", "\xc3\xa9", "\xf0\x9f\x98\x80",
                                  "\xed\xa0\x80", "[[[[[[[[[", "\"parameters\":{", "\"y\":0,", ",\"z\":[]", " ", "\n"};
constexpr u32 TOKEN_COUNT = sizeof TOKENS / sizeof *TOKENS;

bool within(fw::Text inner, fw::Text outer) {
  return inner.at >= outer.at && inner.at + inner.len <= outer.at + outer.len;
}

void check(fw::JsonDocument& document, fw::Text bytes) {
  CLAIM(bytes.len != 0);
  for (u32 i = 0; i < document.key_count; i++) {
    const fw::JsonKey& key = document.keys[i];
    CLAIM(within(key.name, bytes));
    CLAIM(within(key.value, bytes));
    CLAIM(key.inside < document.object_count);
    if (key.type == fw::Json::OBJECT) CLAIM(key.object < document.object_count);
    if (key.type == fw::Json::STRING) CLAIM(document.string_of(key).len <= key.value.len);
    // Keys are unique in their object, so a name without escapes leads back to its own key.
    if (!key.name_escaped) CLAIM(document.find(key.inside, key.name) == &key);
  }
  CLAIM(document.find(0, fw::text("no such key")) == nullptr);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static fw::JsonDocument document;
  const fuzz::Exact bytes({(const char*)data, (u32)size});
  const bool taken = document.read(bytes.text());
  // Of a refused document too: a reader that runs over its keys lands on these counts, and may then refuse by chance.
  CLAIM(document.key_count <= fw::limit::JSON_KEYS);
  CLAIM(document.object_count <= size && document.decoded_len == 0);
  if (taken) check(document, bytes.text());
  return 0;
}

namespace {

using fuzz::Dice;

size_t any_token(u8* data, size_t size, size_t max, Dice& dice) {
  const char* const token = TOKENS[dice.roll(TOKEN_COUNT)];
  const size_t at = dice.roll((u32)size + 1);
  const size_t cut = dice.roll(3) == 0 ? fw::least((size_t)dice.roll(8), size - at) : 0;
  return fuzz::splice(data, size, max, at, cut, token, strlen(token));
}

// One more key where a key may stand: documents stay whole, and grow up to the limits and over them.
size_t new_member(u8* data, size_t size, size_t max, Dice& dice) {
  size_t at = dice.roll((u32)size + 1);
  while (at < size && data[at] != '{' && data[at] != ',') at++;
  if (at == size) return any_token(data, size, max, dice);
  constexpr const char* VALUES[] = {"0", "\"\"", "{}", "[]", "[{}]", "{\"n\":{}}"};
  char member[40];
  const int bytes = snprintf(member, sizeof member, "\"%x\":%s,", dice.roll(0x10000), VALUES[dice.roll(6)]);
  return fuzz::splice(data, size, max, at + 1, 0, member, (size_t)bytes);
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max, unsigned seed) {
  Dice dice{seed};
  switch (dice.roll(4)) {
    case 0: return any_token(data, size, max, dice);
    case 1: return new_member(data, size, max, dice);
    default: return LLVMFuzzerMutate(data, size, max);
  }
}
