#include "boards/shared/mqtt.h"

namespace board {
namespace {

// Packet types (clause 2.2.1), with the flags that are fixed.
constexpr u8 CONNECT = 0x10, CONNACK = 0x20, PUBLISH = 0x30, PUBACK = 0x40, SUBSCRIBE = 0x82, SUBACK = 0x90;
constexpr u8 PINGREQ = 0xc0;
constexpr u8 DUPLICATE = 8, QOS1 = 2, QOS_MASK = 6, RETAIN = 1;
// CONNECT's flags (clause 3.1.2.3).
constexpr u8 CLEAN_SESSION = 0x02, WILL = 0x04, WILL_QOS1 = 0x08, WILL_RETAIN = 0x20, PASSWORD = 0x40, USER = 0x80;
// The largest packet of the protocol (clause 2.2.3).
constexpr u32 LENGTH_SHIFT_MAX = 21;

u32 text_bytes(fw::Text text) { return 2 + text.len; }

}  // namespace

bool MqttSession::room(u32 bytes) {
  const u32 used = (head_ + TX_BYTES - tail_) % TX_BYTES;
  if (bytes + 5 < TX_BYTES - 1 - used) return true;
  full_ = true;
  return false;
}

void MqttSession::put(u8 byte) {
  tx_[head_] = byte;
  head_ = (head_ + 1) % TX_BYTES;
}

void MqttSession::put_length(u32 length) {
  do {
    const u8 digit = (u8)(length & 127);
    length >>= 7;
    put(length == 0 ? digit : (u8)(digit | 128));
  } while (length != 0);
}

void MqttSession::put_text(fw::Text text) {
  put((u8)(text.len >> 8));
  put((u8)text.len);
  for (u32 i = 0; i < text.len; i++) put((u8)text.at[i]);
}

void MqttSession::start(const MqttSettings& settings, u32 now) {
  head_ = tail_ = 0;
  part_ = Part::KIND;
  full_ = false;
  owed_ = 0;
  refused = 0;
  state_ = State::CONNECTING;
  keep_alive_ms_ = settings.keep_alive_s * 1000;
  sent_at_ = waiting_since_ = now;
  waiting_ = true;
  const bool named = settings.user.len != 0;
  u8 flags = CLEAN_SESSION | WILL | WILL_QOS1 | WILL_RETAIN;
  if (named) flags |= USER | PASSWORD;
  u32 length = 10 + text_bytes(settings.client_id) + text_bytes(settings.will_topic) + text_bytes(settings.will_payload);
  if (named) length += text_bytes(settings.user) + text_bytes(settings.password);
  put(CONNECT);
  put_length(length);
  put_text(fw::text("MQTT"));
  put(4);  // protocol level
  put(flags);
  put((u8)(settings.keep_alive_s >> 8));
  put((u8)settings.keep_alive_s);
  put_text(settings.client_id);
  put_text(settings.will_topic);
  put_text(settings.will_payload);
  if (!named) return;
  put_text(settings.user);
  put_text(settings.password);
}

void MqttSession::subscribe(fw::Text filter) {
  if (state_ != State::CONNECTED || !room(3 + text_bytes(filter))) return;
  put(SUBSCRIBE);
  put_length(3 + text_bytes(filter));
  if (++identifier_ == 0) identifier_ = 1;
  put((u8)(identifier_ >> 8));
  put((u8)identifier_);
  put_text(filter);
  put(1);
}

void MqttSession::publish(fw::Text topic, fw::Text payload, bool qos1, bool retained) {
  const u32 length = text_bytes(topic) + payload.len + (qos1 ? 2 : 0);
  if (state_ != State::CONNECTED || !room(length)) return;
  put((u8)(PUBLISH | (qos1 ? QOS1 : 0) | (retained ? RETAIN : 0)));
  put_length(length);
  put_text(topic);
  if (qos1) {
    if (++identifier_ == 0) identifier_ = 1;
    put((u8)(identifier_ >> 8));
    put((u8)identifier_);
    owed_++;
  }
  for (u32 i = 0; i < payload.len; i++) put((u8)payload.at[i]);
}

const u8* MqttSession::next(u32& bytes) const {
  bytes = head_ >= tail_ ? head_ - tail_ : TX_BYTES - tail_;
  return tx_ + tail_;
}

void MqttSession::sent(u32 bytes) { tail_ = (tail_ + bytes) % TX_BYTES; }

MqttSession::Event MqttSession::close() {
  state_ = State::CLOSED;
  return Event::CLOSED;
}

MqttSession::Event MqttSession::take(u8 byte, u32 now) {
  if (state_ == State::CLOSED) return Event::CLOSED;
  switch (part_) {
    case Part::KIND:
      kind_ = byte;
      length_ = shift_ = used_ = body_seen_ = 0;
      part_ = Part::LENGTH;
      return Event::NOTHING;
    case Part::LENGTH:
      if (shift_ > LENGTH_SHIFT_MAX) return close();
      length_ |= (u32)(byte & 127) << shift_;
      shift_ += 7;
      if (byte & 128) return Event::NOTHING;
      part_ = Part::BODY;
      break;
    case Part::BODY:
      // What is beyond the buffer is read and dropped: the firmware refuses a payload that was cut.
      if (used_ < RX_BYTES) rx_[used_++] = byte;
      body_seen_++;
      break;
  }
  if (body_seen_ < length_) return Event::NOTHING;
  part_ = Part::KIND;
  return packet(now);
}

MqttSession::Event MqttSession::packet(u32 now) {
  waiting_ = owed_ > 0;
  waiting_since_ = now;
  const u8 type = kind_ & 0xf0;
  if (state_ == State::CONNECTING) {
    if (kind_ != CONNACK || used_ != 2) return close();
    refused = rx_[1];
    if (refused != 0) return close();
    state_ = State::CONNECTED;
    waiting_ = false;
    return Event::CONNECTED;
  }
  if (type == PUBLISH) return publication();
  if (type == PUBACK && owed_ > 0) owed_--, waiting_ = owed_ > 0;
  // SUBACK: a filter that the broker does not grant is a broker that we cannot work with (clause 3.9.3).
  if (type == SUBACK && used_ >= 3 && rx_[2] == 0x80) return close();
  return type == CONNACK ? close() : Event::NOTHING;
}

MqttSession::Event MqttSession::publication() {
  const u8 qos = kind_ & QOS_MASK;
  const u32 head = qos == 0 ? 2 : 4;
  if (qos > QOS1 || used_ < 2) return close();
  const u32 topic_bytes = (u32)rx_[0] << 8 | rx_[1];
  if (head + topic_bytes > used_) return close();
  const u32 body = head + topic_bytes;
  if (qos == QOS1 && room(4)) {
    put(PUBACK);
    put(2);
    put(rx_[body - 2]);
    put(rx_[body - 1]);
  }
  message.topic = {(const char*)rx_ + 2, topic_bytes};
  message.payload = {(const char*)rx_ + body, used_ - body};
  message.retained = kind_ & RETAIN;
  message.duplicate = kind_ & DUPLICATE;
  return Event::MESSAGE;
}

MqttSession::Event MqttSession::tick(u32 now) {
  if (state_ == State::CLOSED) return Event::NOTHING;
  if (full_) return close();
  if (!waiting_ && owed_ > 0) waiting_ = true, waiting_since_ = now;
  if (waiting_ && fw::until(now, waiting_since_) > (i32)ANSWER_MS) return close();
  if (state_ != State::CONNECTED || fw::until(now, sent_at_) < (i32)(keep_alive_ms_ / 2)) return Event::NOTHING;
  sent_at_ = now;
  if (!room(2)) return close();
  put(PINGREQ);
  put(0);
  if (!waiting_) waiting_ = true, waiting_since_ = now;
  return Event::NOTHING;
}

}  // namespace board
