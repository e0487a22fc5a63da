#include "core/command.h"

#include "core/driver.h"
#include "core/execute.h"
#include "core/fence.h"
#include "core/number.h"
#include "core/publisher.h"

namespace fw {
namespace {

// A controller that was never given a key obeys nobody: with an empty one, anybody could sign.
constexpr u32 LEAST_KEY_BYTES = 16;

JsonDocument document;

struct Fields {
  Text schema, room, device, command_id, correlation_id, sequence_text, issued_text, action_text, safety_class;
  Text parameters;  // the raw bytes of the object
  Text epoch_text, algorithm, mac, operation;
  u32 parameters_object;
  u64 sequence, epoch;
  Action action;
  bool has_parameters, has_epoch, has_auth;
};

const JsonKey* member(Text name, Json type) {
  const JsonKey* key = document.find(0, name);
  return key != nullptr && key->type == type ? key : nullptr;
}

bool take_text(Text name, Text& into) {
  const JsonKey* key = member(name, Json::STRING);
  if (key == nullptr) return false;
  into = document.string_of(*key);
  return true;
}

bool is_uuid(Text t) {
  if (t.len != ID_TEXT) return false;
  for (u32 i = 0; i < t.len; i++) {
    const char c = t.at[i];
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

bool take_count(Text name, Text& raw, u64& value) {
  const JsonKey* key = member(name, Json::NUMBER);
  if (key == nullptr || !unsigned_integer(key->value, value)) return false;
  raw = key->value;
  return true;
}

template <u32 N>
bool index_of(const Text (&names)[N], Text word, u8& index) {
  for (index = 0; index < N; index++) {
    if (equal(names[index], word)) return true;
  }
  return false;
}

bool take_parameters(Fields& f) {
  const JsonKey* key = document.find(0, text("parameters"));
  f.has_parameters = key != nullptr;
  f.parameters = text("{}");
  if (key != nullptr) {
    if (key->type != Json::OBJECT) return false;
    f.parameters = key->value;
    f.parameters_object = key->object;
  }
  return true;
}

// SET names what to do.
bool take_operation(Fields& f) {
  if (f.action != Action::SET) return true;
  const JsonKey* op = f.has_parameters ? document.find(f.parameters_object, text("op")) : nullptr;
  if (op == nullptr || op->type != Json::STRING) return false;
  f.operation = document.string_of(*op);
  return true;
}

bool take_auth(Fields& f) {
  const JsonKey* auth = document.find(0, text("auth"));
  f.has_auth = auth != nullptr;
  if (auth == nullptr) return true;
  if (auth->type != Json::OBJECT) return false;
  const JsonKey* algorithm = document.find(auth->object, text("alg"));
  const JsonKey* mac = document.find(auth->object, text("mac_hex"));
  const JsonKey* kid = document.find(auth->object, text("kid"));
  if (algorithm == nullptr || algorithm->type != Json::STRING || mac == nullptr || mac->type != Json::STRING) return false;
  if (kid != nullptr && kid->type != Json::STRING) return false;
  f.algorithm = document.string_of(*algorithm);
  f.mac = document.string_of(*mac);
  return true;
}

// The ids that an acknowledgement needs.
bool take_ids(Fields& f) {
  const bool command = take_text(text("command_id"), f.command_id) && is_uuid(f.command_id);
  return take_text(text("correlation_id"), f.correlation_id) && is_uuid(f.correlation_id) && command;
}

bool take_fields(Fields& f) {
  u8 index = 0;
  u64 issued = 0;
  if (!take_text(text("schema"), f.schema) || !equal(f.schema, SCHEMA)) return false;
  if (!take_text(text("room_id"), f.room) || !take_text(text("device_id"), f.device)) return false;
  if (!take_count(text("sequence"), f.sequence_text, f.sequence) || f.sequence == 0) return false;
  if (!take_count(text("issued_at_unix_ms"), f.issued_text, issued)) return false;
  if (!take_text(text("action"), f.action_text) || !index_of(ACTION_NAMES, f.action_text, index)) return false;
  f.action = (Action)index;
  if (!take_text(text("safety_class"), f.safety_class) || !index_of(SAFETY_CLASS_NAMES, f.safety_class, index)) return false;
  f.has_epoch = document.find(0, text("epoch")) != nullptr;
  f.epoch = 0;
  if (f.has_epoch && !take_count(text("epoch"), f.epoch_text, f.epoch)) return false;
  return take_parameters(f) && take_auth(f);
}

void mac_line(Sha256& hash, Text name, Text value) {
  hash.add(name);
  hash.add(value);
}

// Over the bytes as they arrived: nothing is formatted again.
void compute_mac(const Fields& f, u8 mac[32]) {
  Sha256 inner = g.key.inner;
  mac_line(inner, text("schema="), f.schema);
  mac_line(inner, text("\nroom_id="), f.room);
  mac_line(inner, text("\ndevice_id="), f.device);
  mac_line(inner, text("\ncommand_id="), f.command_id);
  mac_line(inner, text("\ncorrelation_id="), f.correlation_id);
  mac_line(inner, text("\nsequence="), f.sequence_text);
  mac_line(inner, text("\nissued_at_unix_ms="), f.issued_text);
  mac_line(inner, text("\naction="), f.action_text);
  mac_line(inner, text("\nsafety_class="), f.safety_class);
  mac_line(inner, text("\nparameters="), f.parameters);
  if (f.has_epoch) mac_line(inner, text("\nepoch="), f.epoch_text);
  hmac_finish(g.key, inner, mac);
}

bool authentic(const Fields& f) {
  if (g.key_bytes < LEAST_KEY_BYTES || !f.has_auth || !equal(f.algorithm, text("HMAC-SHA256")) || f.mac.len != 64) return false;
  u8 expected[32];
  compute_mac(f, expected);
  char hex[64];
  Writer w{hex, sizeof hex};
  w.hex(expected, 32);
  return equal_constant_time((const u8*)hex, (const u8*)f.mac.at, 64);
}

void pack_uuid(Text t, u8 into[16]) {
  u32 digit = 0;
  for (u32 i = 0; i < t.len; i++) {
    const char c = t.at[i];
    if (c == '-') continue;
    const u8 value = (u8)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    into[digit / 2] = (u8)(digit % 2 == 0 ? value << 4 : into[digit / 2] | value);
    digit++;
  }
}

const Remembered* recall(const Device& device, const u8 id[16]) {
  for (u32 i = 0; i < device.remembered_count; i++) {
    if (__builtin_memcmp(device.remembered[i].command_id, id, 16) == 0) return &device.remembered[i];
  }
  return nullptr;
}

u8 remember(Device& device, const u8 id[16], Status status, Reason reason) {
  const u8 slot = device.remembered_next;
  // A command still under way whose entry is used again must not write into its successor's.
  for (Pending& pending : g.pendings) {
    if (pending.active && &g.devices[pending.device] == &device && pending.cache_slot == slot) pending.cache_slot = 255;
  }
  Remembered& entry = device.remembered[slot];
  copy(entry.command_id, id, 16);
  entry.status = status;
  entry.reason = reason;
  device.remembered_next = (u8)((slot + 1) % limit::IDEMPOTENCY_ENTRIES);
  device.remembered_count = (u8)most<u32>(device.remembered_count, slot + 1u);
  return slot;
}

void count_refusal(Reason reason) {
  g.counters.refused[(u8)reason]++;
  g.counters_changed = true;
}

void refuse(Device& device, const Fields& f, Reason reason) {
  count_refusal(reason);
  publish_ack(device, f.command_id, f.correlation_id, Status::REJECTED, reason);
}

// Refusals before AUTH_INVALID has passed; NONE when the command is authentic and meant for this device.
Reason check_origin(const Device& device, const Fields& f) {
  if (!equal(f.room, g.room)) return Reason::BAD_ROOM;
  if (!equal(f.device, device.id)) return Reason::BAD_DEVICE;
  return authentic(f) ? Reason::NONE : Reason::AUTH_INVALID;
}

void take_authentic(Device& device, const Fields& f) {
  if (f.epoch < g.epoch) return refuse(device, f, Reason::STALE_EPOCH);
  if (f.epoch > g.epoch) adopt_epoch(f.epoch);
  u8 id[16];
  pack_uuid(f.command_id, id);
  const Remembered* known = recall(device, id);
  if (known != nullptr) {
    g.counters.duplicate++;
    g.counters_changed = true;
    return publish_ack(device, f.command_id, f.correlation_id, known->status, known->reason);
  }
  if (f.sequence <= device.last_sequence) return refuse(device, f, Reason::STALE_SEQUENCE);
  Execution execution{};
  const Reason reason = f.action != Action::SET
                            ? Reason::UNSUPPORTED_ACTION
                            : prepare(device, document, f.parameters_object, f.operation, execution);
  if (reason != Reason::NONE) {
    remember(device, id, Status::REJECTED, reason);
    return refuse(device, f, reason);
  }
  accept_sequence(device, f.sequence);
  const u8 slot = remember(device, id, Status::ACCEPTED, Reason::NONE);
  publish_ack(device, f.command_id, f.correlation_id, Status::ACCEPTED, Reason::NONE);
  execute(device, execution, f.command_id, f.correlation_id, slot);
}

}  // namespace

void take_command(Device& device, Text payload, bool retained) {
  if (retained) g.counters.retained++;
  if (payload.len > limit::PAYLOAD_BYTES || !document.read(payload)) return count_refusal(Reason::BAD_SCHEMA);
  Fields f{};
  if (!take_ids(f)) return count_refusal(Reason::BAD_SCHEMA);
  if (retained || !take_fields(f) || !take_operation(f)) return refuse(device, f, Reason::BAD_SCHEMA);
  const Reason origin = check_origin(device, f);
  if (origin != Reason::NONE) return refuse(device, f, origin);
  take_authentic(device, f);
}

bool is_engine_heartbeat(Text payload) {
  Text schema, room;
  if (payload.len > limit::PAYLOAD_BYTES || !document.read(payload)) return false;
  return take_text(text("schema"), schema) && equal(schema, SCHEMA) && take_text(text("room_id"), room) && equal(room, g.room);
}

bool command_mac(Text payload, u8 mac[32]) {
  Fields f{};
  if (!document.read(payload) || !take_ids(f) || !take_fields(f)) return false;
  compute_mac(f, mac);
  return true;
}

}  // namespace fw
