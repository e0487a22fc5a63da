// A host on a terminal: reads one step a line, runs the firmware, prints what it did. For conformance runs with
// sanitizers, where WebAssembly would hide a stray read.
//
//   erase | pin <pin> <value> | boot <table> <key> <reason> <now> | link <0|1> <now> | run <now>
//   message <topic> <payload> <flags> <now> | mac <payload>            bytes in hex; "-" for none
//
// Each answers with its effects, then "delay <ms>" (or "mac <hex>"), then "counters <one for each reason code>".
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/command.h"
#include "core/runtime.h"

namespace host {
extern i32 pins[fw::limit::PINS_PER_CONTROLLER];
extern u8 store[8][hal::STORE_BYTES];
extern u32 store_bytes[8];

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
};

const char* word() {
  const char* const next = strtok(nullptr, " \n");
  return next == nullptr ? "-" : next;
}
u32 number() { return (u32)strtoll(word(), nullptr, 10); }

void print_mac() {
  const Bytes payload(word());
  u8 mac[32];
  printf("mac ");
  if (fw::command_mac({(const char*)payload.at, payload.len}, mac)) {
    for (const u8 byte : mac) printf("%02x", byte);
  }
  printf("\n");
}

void message() {
  const char* const topic = word();
  const Bytes payload(word());
  const u32 flags = number();
  const u32 now = number();
  const fw::Text body{(const char*)payload.at, payload.len};
  printf("delay %u\n", fw::message({topic, (u32)strlen(topic)}, body, (flags & 1) != 0, now));
}

void boot() {
  const Bytes table(word());
  const Bytes key(word());
  const u32 reason = number();
  const u32 now = number();
  printf("delay %u\n", fw::boot(table.at, table.len, key.at, key.len, reason, now));
}

bool step(const char* command) {
  if (strcmp(command, "erase") == 0) {
    memset(store_bytes, 0, sizeof store_bytes);
    memset(pins, 0, sizeof pins);
  } else if (strcmp(command, "pin") == 0) {
    const u32 pin = number() % fw::limit::PINS_PER_CONTROLLER;
    pins[pin] = (i32)number();
  } else if (strcmp(command, "boot") == 0) {
    boot();
  } else if (strcmp(command, "link") == 0) {
    const bool up = number() != 0;
    printf("delay %u\n", fw::link_changed(up, number()));
  } else if (strcmp(command, "run") == 0) {
    printf("delay %u\n", fw::run(number()));
  } else if (strcmp(command, "message") == 0) {
    message();
  } else if (strcmp(command, "mac") == 0) {
    print_mac();
  } else {
    return false;
  }
  printf("counters");
  for (const u32 count : fw::g.counters.refused) printf(" %u", count);
  printf("\n");
  return true;
}

}  // namespace
}  // namespace host

int main() {
  while (fgets(host::line, sizeof host::line, stdin) != nullptr) {
    const char* const command = strtok(host::line, " \n");
    if (command != nullptr && !host::step(command)) {
      fprintf(stderr, "unknown step: %s\n", command);
      return 2;
    }
  }
  return 0;
}
