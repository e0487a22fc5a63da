// The exports of the WebAssembly board (docs/seams.md section 1). The host owns time; this file owns the two buffers.
#include "boards/wasm-shared/start.h"
#include "core/command.h"
#include "core/publisher.h"
#include "core/runtime.h"

#define EXPORT(symbol) extern "C" __attribute__((export_name(symbol)))

namespace {
constexpr u32 BUFFER_BYTES = 4096;
alignas(8) u8 in[BUFFER_BYTES];
alignas(8) u8 out[BUFFER_BYTES];
bool constructed;
}  // namespace

EXPORT("fw_in") u8* fw_in() { return in; }
EXPORT("fw_out") u8* fw_out() { return out; }

EXPORT("fw_boot") u32 fw_boot(u32 table_len, u32 key_len, u32 boot_reason, u32 now_ms) {
  if (!constructed) __wasm_call_ctors();
  constructed = true;
  const u32 table = fw::least(table_len, BUFFER_BYTES);
  const u32 key = fw::least(key_len, BUFFER_BYTES - table);
  return fw::boot(in, table, in + table, key, boot_reason, now_ms);
}
EXPORT("fw_link") u32 fw_link(u32 up, u32 now_ms) { return fw::link_changed(up != 0, now_ms); }
EXPORT("fw_message") u32 fw_message(u32 topic_len, u32 payload_len, u32 flags, u32 now_ms) {
  const u32 topic = fw::least(topic_len, BUFFER_BYTES);
  const u32 payload = fw::least(payload_len, BUFFER_BYTES - topic);
  const char* const at = (const char*)in;
  return fw::message({at, topic}, {at + topic, payload}, (flags & 1) != 0, now_ms);
}
EXPORT("fw_run") u32 fw_run(u32 now_ms, u32 clock_only) { return fw::run(now_ms, clock_only != 0); }
EXPORT("fw_will") u32 fw_will() { return fw::write_will((char*)out, BUFFER_BYTES); }
EXPORT("fw_subscriptions") u32 fw_subscriptions() { return fw::write_subscriptions((char*)out, BUFFER_BYTES); }

// For conformance runs: how often a reason has been given, and the MAC of a raw command in fw_in (32 bytes into fw_out).
EXPORT("fw_counter") u32 fw_counter(u32 reason) { return reason < fw::REASON_COUNT ? fw::g.counters.refused[reason] : 0; }
EXPORT("fw_mac") u32 fw_mac(u32 payload_len) {
  const u32 payload = fw::least(payload_len, BUFFER_BYTES);
  return fw::command_mac({(const char*)in, payload}, out) ? 32 : 0;
}
