// A controller at work in a fuzz target: boots, is given commands that are rightly signed, and is watched.
#pragma once
#include "boards/native/host.h"
#include "core/command.h"
#include "core/runtime.h"
#include "core/writer.h"
#include "fuzz/fuzz.h"

namespace fuzz {

constexpr u8 KEY[32] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};

// Every publication is short enough, on a topic of the contract, and one line of text.
inline void check_published(fw::Text topic, fw::Text payload) {
  CLAIM(topic.len >= 5 && topic.len <= fw::limit::TOPIC_BYTES && memcmp(topic.at, "room/", 5) == 0);
  CLAIM(payload.len >= 2 && payload.at[0] == '{' && payload.at[payload.len - 1] == '}');
  for (u32 i = 0; i < payload.len; i++) CLAIM(payload.at[i] >= 0x20 && payload.at[i] < 0x7f);
}

class Controller {
 public:
  // As new, with the E-stop chain closed and every other pin at `level`.
  void erase(i32 level) {
    host::around = {};
    host::around.quiet = true;
    host::around.published = check_published;
    for (i32& pin : host::around.pins) pin = level;
    now_ = 0xffff0000;  // the clock wraps in the first minute and a half
    commands_ = 0;
  }
  void boot(const u8* table, u32 bytes) {
    const Exact whole({(const char*)table, bytes});
    host::around.dead = false;
    took(fw::boot((const u8*)whole.at, whole.len, KEY, sizeof KEY, 0, now_));
    check_table();
  }
  void link(bool up) { took(fw::link_changed(up, now_)); }
  void run() { took(fw::run(now_)); }
  void estop(bool closed) {
    if (fw::g.estop_pin != fw::NO_PIN) host::around.pins[fw::g.estop_pin] = closed;
    run();
  }
  // Moves time on, running the firmware when it asked to be, a limited number of times.
  void pass(u32 ms) {
    for (u32 runs = 0; delay_ <= ms && runs < 50; runs++) {
      now_ += delay_;
      ms -= delay_;
      run();
    }
    now_ += ms;
  }
  void message(fw::Text topic, fw::Text payload, bool retained) {
    const Exact on(topic);
    const Exact body(payload);
    took(fw::message(on.text(), body.text(), retained, now_));
  }
  void beat() {
    char topic[fw::limit::TOPIC_BYTES];
    fw::Writer on{topic, sizeof topic};
    on.lit("room/").add(fw::g.room).lit("/core/heartbeat");
    char payload[160];
    fw::Writer body{payload, sizeof payload};
    body.lit("{\"schema\":\"v8\",\"room_id\":\"").add(fw::g.room).lit("\",\"uptime_ms\":1}");
    message({topic, on.len}, {payload, body.len}, false);
  }
  // Puts the right MAC into a payload that has room for one, and sends it to a device.
  void sign_and_send(u32 device, fw::Text payload, bool retained) {
    if (fw::g.device_count == 0) return;
    static char body[fw::limit::PAYLOAD_BYTES + 1];
    const u32 len = fw::least(payload.len, (u32)sizeof body);
    memcpy(body, payload.at, len);
    sign(body, len);
    to_device(device, {body, len}, retained);
  }
  // A command of the right form with an id and a sequence of its own; `parameters` is any text.
  void order(u32 device, fw::Text parameters, u64 epoch) {
    if (fw::g.device_count == 0) return;
    static char body[fw::limit::PAYLOAD_BYTES + 1];
    static const char ZEROS[65] = "0000000000000000000000000000000000000000000000000000000000000000";
    fw::Writer w{body, sizeof body};
    commands_++;
    const u8 id[6] = {0, 0, (u8)(commands_ >> 24), (u8)(commands_ >> 16), (u8)(commands_ >> 8), (u8)commands_};
    w.lit("{\"schema\":\"v8\",\"room_id\":\"").add(fw::g.room).lit("\",\"device_id\":\"");
    w.add(fw::g.devices[device % fw::g.device_count].id).lit("\",\"command_id\":\"00000000-0000-4000-8000-").hex(id, 6);
    w.lit("\",\"correlation_id\":\"00000000-0000-4000-8000-00000000c0de\",\"sequence\":").number(commands_);
    w.lit(",\"issued_at_unix_ms\":1767600000123,\"action\":\"SET\",\"safety_class\":\"CRITICAL\"");
    if (epoch != 0) w.lit(",\"epoch\":").number(epoch);
    w.lit(",\"parameters\":").add(parameters).lit(",\"auth\":{\"alg\":\"HMAC-SHA256\",\"mac_hex\":\"").add({ZEROS, 64});
    w.lit("\"}}");
    if (w.overflow) return;
    sign(body, w.len);
    to_device(device, {body, w.len}, false);
  }

 private:
  void took(u32 delay) {
    delay_ = delay;
    // With a bus there is always a heartbeat to come.
    if (fw::g.link) CLAIM(delay_ <= fw::g.heartbeat_ms);
    CLAIM(fw::g.watch_count <= fw::MAX_WATCHES);
  }
  void to_device(u32 device, fw::Text payload, bool retained) {
    const fw::Device& to = fw::g.devices[device % fw::g.device_count];
    char topic[fw::limit::TOPIC_BYTES + 16];
    memcpy(topic, to.topic, to.topic_len);
    memcpy(topic + to.topic_len, "cmd", 3);
    message({topic, (u32)to.topic_len + 3}, payload, retained);
  }
  static void sign(char* body, u32 len) {
    static const char FIELD[] = "\"mac_hex\":\"";
    constexpr u32 FIELD_BYTES = sizeof FIELD - 1;
    u8 mac[32];
    for (u32 at = 0; at + FIELD_BYTES + 64 <= len; at++) {
      if (memcmp(body + at, FIELD, FIELD_BYTES) != 0) continue;
      const Exact raw({body, len});
      if (!fw::command_mac(raw.text(), mac)) return;
      fw::Writer{body + at + FIELD_BYTES, 64}.hex(mac, 32);
      return;
    }
  }
  // Whatever the table says, every index of it can be used.
  static void check_table() {
    const fw::Controller& c = fw::g;
    if (!c.table_ok) {
      CLAIM(c.device_count == 0 && c.unit_count == 0);
      return;
    }
    CLAIM(c.device_count <= fw::limit::DEVICES_PER_CONTROLLER && c.unit_count <= fw::limit::UNITS_PER_CONTROLLER);
    CLAIM(c.operation_count <= fw::limit::OPERATIONS && c.parameter_count <= fw::limit::PARAMETERS);
    CLAIM(c.word_count <= fw::limit::WORDS && c.estop_pin < fw::limit::PINS_PER_CONTROLLER);
    for (u32 i = 0; i < c.device_count; i++) {
      CLAIM(c.devices[i].first_unit + c.devices[i].unit_count <= c.unit_count);
      CLAIM(c.devices[i].first_operation + c.devices[i].operation_count <= c.operation_count);
    }
    for (u32 i = 0; i < c.unit_count; i++) {
      CLAIM(c.units[i].device < c.device_count && (u8)c.units[i].driver < fw::DRIVER_CODES);
      for (const u8 pin : c.units[i].pins) CLAIM(pin == fw::NO_PIN || pin < fw::limit::PINS_PER_CONTROLLER);
    }
  }

  u32 now_ = 0;
  u32 delay_ = fw::NEVER;
  u32 commands_ = 0;
};

}  // namespace fuzz
