#include "core/publisher.h"

#include "core/driver.h"
#include "core/safety.h"
#include "core/version.h"
#include "hal/hal.h"

namespace fw {
namespace {

constexpr u32 MESSAGE_BYTES = 3072;
char buffer[MESSAGE_BYTES];
char head[128];  // {"schema":"v8","room_id":"<room>"
u32 head_len;

// A heartbeat is the same from beat to beat but for its uptime: what stands before it is written at boot, what stands
// behind it when it changes.
struct Beat {
  char text[512];
  u32 head_len;  // up to the uptime
  char tail[256];
  u32 tail_len;  // 0: not written yet
  SafetyState safety;
  Reason error;
};
Beat beat;

Writer begin() {
  Writer w{buffer, MESSAGE_BYTES};
  w.add(head, head_len);
  return w;
}
Writer begin_controller() {
  Writer w = begin();
  w.lit(",\"controller_id\":\"").add(g.name).lit("\"");
  return w;
}
Writer begin_device(const Device& device) {
  Writer w = begin();
  w.lit(",\"device_id\":\"").add(device.id).lit("\"");
  return w;
}

// Publishes under a prepared prefix; a message that did not fit its buffer is never sent.
template <u32 N>
void send(char* topic, u32 prefix, const char (&leaf)[N], const Writer& w, u32 flags) {
  if (!g.link || w.overflow) return;
  copy(topic + prefix, leaf, N - 1);
  hal::publish(topic, prefix + N - 1, w.at, w.len, flags);
}

void add_uptime(Writer& w) { w.lit(",\"uptime_ms\":").number(g.uptime_ms); }

void add_safety(Writer& w, const SafetyState& state) {
  w.lit(",\"safety_state\":{\"kind\":\"").add(SAFETY_NAMES[(u8)state.kind]);
  if (state.reason.len != 0) w.lit("\",\"reason_code\":\"").add(state.reason);
  w.lit("\",\"latched\":");
  if (state.latched) w.lit("true}");
  else w.lit("false}");
}

void add_value(Writer& w, const PropertySpec& spec, i32 value) {
  switch (spec.type) {
    case PropertyType::BOOLEAN:
      if (value != 0) w.lit("true");
      else w.lit("false");
      return;
    case PropertyType::INTEGER: w.signed_number(value); return;
    case PropertyType::DECI: {
      if (value < 0) w.lit("-");
      const u32 magnitude = value < 0 ? 0 - (u32)value : (u32)value;
      w.number(magnitude / 10);
      if (magnitude % 10 != 0) w.lit(".").number(magnitude % 10);
      return;
    }
    case PropertyType::COLOR: {
      const u8 bytes[3] = {(u8)(value >> 16), (u8)(value >> 8), (u8)value};
      w.lit("\"#").hex(bytes, 3).lit("\"");
      return;
    }
    case PropertyType::WORD:
      w.lit("\"").add(spec.words[clamp(value, 0, spec.word_count - 1)]).lit("\"");
      return;
  }
}

bool same(const SafetyState& a, const SafetyState& b) {
  return a.kind == b.kind && a.latched == b.latched && equal(a.reason, b.reason);
}

void write_beat_head() {
  Writer w = begin_controller();
  w.lit(",\"uptime_ms\":");
  beat.tail_len = 0;
  beat.head_len = least(w.len, (u32)sizeof beat.text);
  copy(beat.text, w.at, beat.head_len);
}

void write_beat_tail(const SafetyState& state) {
  beat.safety = state;
  beat.error = g.last_error;
  Writer w{beat.tail, sizeof beat.tail};
  w.lit(",\"firmware_version\":\"").add(FIRMWARE_VERSION).lit("\"");
  add_safety(w, state);
  if (g.last_error != Reason::NONE) w.lit(",\"last_error\":\"").add(REASON_NAMES[(u8)g.last_error]).lit("\"");
  w.lit("}");
  beat.tail_len = w.len;
}

Writer presence(Text word) {
  Writer w = begin_controller();
  w.lit(",\"presence\":\"").add(word).lit("\"}");
  return w;
}

u16 make_topic(char* into, Text kind, Text id) {
  Writer w{into, limit::TOPIC_BYTES};
  w.lit("room/").add(g.room).lit("/").add(kind).lit("/").add(id).lit("/");
  return (u16)w.len;
}

}  // namespace

void prepare_topics() {
  Writer w{head, sizeof head};
  w.lit("{\"schema\":\"").add(SCHEMA).lit("\",\"room_id\":\"").add(g.room).lit("\"");
  head_len = w.len;
  g.topic_len = make_topic(g.topic, text("controller"), g.name);
  for (u32 i = 0; i < g.device_count; i++) {
    Device& device = g.devices[i];
    device.topic_len = make_topic(device.topic, text("device"), device.id);
  }
  write_beat_head();
  Writer engine{g.engine_topic, sizeof g.engine_topic};
  engine.lit("room/").add(g.room).lit("/core/heartbeat");
  g.engine_topic_len = (u16)engine.len;
}

void publish_hello() {
  Writer w = begin_controller();
  w.lit(",\"firmware_version\":\"").add(FIRMWARE_VERSION).lit("\",\"build_hash\":\"").add(BUILD_HASH);
  w.lit("\",\"contract_hash\":\"").add(CONTRACT_HASH).lit("\",\"table_hash\":\"").hex(g.table_hash, 32);
  w.lit("\",\"boot_count\":").number(g.boot_count);
  w.lit(",\"boot_reason\":\"").add(BOOT_REASON_NAMES[(u8)g.boot_reason]).lit("\",\"devices\":[");
  for (u32 i = 0; i < g.device_count; i++) {
    if (i != 0) w.lit(",");
    w.lit("\"").add(g.devices[i].id).lit("\"");
  }
  w.lit("]");
  add_uptime(w);
  add_safety(w, controller_safety());
  w.lit("}");
  send(g.topic, g.topic_len, "hello", w, hal::QOS1 | hal::RETAINED);
}

void publish_presence() { send(g.topic, g.topic_len, "presence", presence(text("ONLINE")), hal::QOS1 | hal::RETAINED); }

void publish_heartbeat() {
  const SafetyState state = controller_safety();
  if (beat.tail_len == 0 || !same(state, beat.safety) || g.last_error != beat.error) write_beat_tail(state);
  Writer w{beat.text, sizeof beat.text, beat.head_len};
  w.number(g.uptime_ms).add(beat.tail, beat.tail_len);
  send(g.topic, g.topic_len, "heartbeat", w, 0);
}

void publish_state(Device& device) {
  device.dirty = false;
  Writer w = begin_device(device);
  add_safety(w, device_safety(device));
  w.lit(",\"state\":{");
  bool first = true;
  for (u32 u = device.first_unit; u < (u32)device.first_unit + device.unit_count; u++) {
    const Unit& unit = g.units[u];
    const Driver& driver = driver_of(unit);
    const DriverSpec& spec = DRIVER_SPECS[(u8)unit.driver];
    for (u8 i = 0; i < unit.property_count; i++) {
      if (first) w.lit("\"");
      else w.lit(",\"");
      first = false;
      w.add(unit.names[i]).lit("\":");
      add_value(w, spec.properties[i], driver.property(unit, i));
    }
  }
  w.lit("}");
  add_uptime(w);
  w.lit("}");
  send(device.topic, device.topic_len, "state", w, hal::QOS1 | hal::RETAINED);
}

void publish_counters() {
  if (g.device_count == 0) return;
  Device& device = g.devices[0];
  Writer w = begin_device(device);
  add_uptime(w);
  w.lit(",\"values\":{\"counters\":{");
  for (u32 i = 0; i < REASON_COUNT; i++) {
    if (g.counters.refused[i] == 0) continue;
    w.lit("\"").add(REASON_NAMES[i]).lit("\":").number(g.counters.refused[i]).lit(",");
  }
  w.lit("\"retained\":").number(g.counters.retained);
  w.lit(",\"duplicate\":").number(g.counters.duplicate);
  w.lit(",\"unknown_topic\":").number(g.counters.unknown_topic).lit("}}}");
  send(device.topic, device.topic_len, "telemetry", w, 0);
}

void publish_ack(Device& device, Text command_id, Text correlation_id, Status status, Reason reason) {
  Writer w = begin_device(device);
  w.lit(",\"command_id\":\"").add(command_id).lit("\",\"correlation_id\":\"").add(correlation_id);
  w.lit("\",\"status\":\"").add(STATUS_NAMES[(u8)status]).lit("\"");
  if (reason != Reason::NONE) w.lit(",\"reason_code\":\"").add(REASON_NAMES[(u8)reason]).lit("\"");
  add_safety(w, device_safety(device));
  add_uptime(w);
  w.lit("}");
  send(device.topic, device.topic_len, "ack", w, hal::QOS1);
}

u32 write_will(char* into, u32 capacity) {
  const Writer payload = presence(text("OFFLINE"));
  Writer w{into, capacity};
  w.add(g.topic, g.topic_len).lit("presence").add("", 1).add(payload.at, payload.len);
  return w.len;
}

u32 write_subscriptions(char* into, u32 capacity) {
  Writer w{into, capacity};
  w.add(g.engine_topic, g.engine_topic_len);
  for (u32 i = 0; i < g.device_count; i++) {
    w.add("", 1).add(g.devices[i].topic, g.devices[i].topic_len).lit("cmd");
  }
  return w.len;
}

}  // namespace fw
