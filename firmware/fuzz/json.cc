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
  CLAIM(document.key_count <= fw::limit::JSON_KEYS);
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
  if (document.read(bytes.text())) check(document, bytes.text());
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max, unsigned seed) {
  fuzz::Dice dice{seed};
  if (dice.roll(2) == 0) return LLVMFuzzerMutate(data, size, max);
  const char* const token = TOKENS[dice.roll(TOKEN_COUNT)];
  const size_t at = dice.roll((u32)size + 1);
  const size_t cut = dice.roll(3) == 0 ? fw::least((size_t)dice.roll(8), size - at) : 0;
  return fuzz::splice(data, size, max, at, cut, token, strlen(token));
}
