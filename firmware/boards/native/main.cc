// A host on a terminal: reads one step a line, runs the firmware, prints what it did. For conformance runs with
// sanitizers, where WebAssembly would hide a stray read.
//
//   erase | pin <pin> <value> | bytes <pin> <bytes> | fail <writes> | cut <write>                   answer nothing
//   boot <table> <key> <reason> <now> | link <0|1> <now> | message <topic> <payload> <flags> <now> | run <now>
//   mac <payload> | counters
//
// Bytes in hex, "-" for none. Steps answer with their effects, then "delay <ms>"; the last two with "mac <hex>" and
// "counters <one for each reason code>".
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "boards/native/host.h"
#include "core/command.h"
#include "core/runtime.h"

namespace host {
namespace {

constexpr u32 LINE_BYTES = 65536;
char line[LINE_BYTES];

// Bytes of a hex word, in memory of exactly their size, so that a sanitizer sees a read past their end.
struct Bytes {
  u8* at;
  u32 len;

  explicit Bytes(const char* hex) {
    len = strcmp(hex, "-") == 0 ? 0 : (u32)strlen(hex) / 2;
    at = (u8*)malloc(len == 0 ? 1 : len);
    for (u32 i = 0; i < len; i++) {
      const char pair[3] = {hex[2 * i], hex[2 * i + 1], 0};
      at[i] = (u8)strtoul(pair, nullptr, 16);
    }
  }
  ~Bytes() { free(at); }
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  fw::Text text() const { return {(const char*)at, len}; }
};

const char* word() {
  const char* const next = strtok(nullptr, " \n");
  return next == nullptr ? "-" : next;
}
u32 number() { return (u32)strtoll(word(), nullptr, 10); }

void delay(u32 ms) { printf("delay %u\n", around.dead ? fw::NEVER : ms); }

void mac() {
  const Bytes payload(word());
  u8 mac[32];
  printf("mac ");
  if (fw::command_mac(payload.text(), mac)) {
    for (const u8 byte : mac) printf("%02x", byte);
  }
  printf("\n");
}

void counters() {
  printf("counters");
  for (const u32 count : fw::g.counters.refused) printf(" %u", count);
  printf("\n");
}

void message() {
  const Bytes topic(word());
  const Bytes payload(word());
  const u32 flags = number();
  delay(fw::message(topic.text(), payload.text(), (flags & 1) != 0, number()));
}

void boot() {
  const Bytes table(word());
  const Bytes key(word());
  const u32 reason = number();
  around.dead = false;
  delay(fw::boot(table.at, table.len, key.at, key.len, reason, number()));
}

void link() {
  const bool up = number() != 0;
  delay(fw::link_changed(up, number()));
}

void set_pin() {
  const u32 at = number() % fw::limit::PINS_PER_CONTROLLER;
  around.pins[at] = (i32)number();
}

void take_bytes() {
  const u32 at = number();
  const Bytes bytes(word());
  receive(at, bytes.at, bytes.len);
}

void run() { delay(fw::run(number())); }
void erase() { around = {}; }
void fail() { around.refused_writes = number(); }
void cut() { around.cut_after = number(); }

struct Step {
  const char* name;
  void (*take)();
};
constexpr Step STEPS[] = {{"erase", erase}, {"pin", set_pin}, {"bytes", take_bytes}, {"fail", fail},         {"cut", cut},
                          {"boot", boot},   {"link", link},   {"message", message},  {"run", run},           {"mac", mac},
                          {"counters", counters}};

bool take(const char* name) {
  for (const Step& step : STEPS) {
    if (strcmp(step.name, name) != 0) continue;
    step.take();
    return true;
  }
  return false;
}

}  // namespace
}  // namespace host

int main() {
  while (fgets(host::line, sizeof host::line, stdin) != nullptr) {
    const char* const name = strtok(host::line, " \n");
    if (name != nullptr && !host::take(name)) {
      fprintf(stderr, "unknown step: %s\n", name);
      return 2;
    }
    fflush(stdout);
  }
  return 0;
}
