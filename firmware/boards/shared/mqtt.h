// An MQTT 3.1.1 session over a stream of bytes (OASIS standard, clauses in the code). Knows no socket and no clock, never
// waits: bytes come in by `take`, go out by `next`/`sent`, time by `tick`. ADR 0017 says why it is not a library.
//
// QoS 1 out is not kept for another connection: the firmware publishes everything again on each one, and the engine
// repeats a command that was not acknowledged. A PUBACK that stays away closes the session.
#pragma once
#include "core/types.h"

namespace board {

struct MqttSettings {
  fw::Text client_id;
  fw::Text user;      // empty: none
  fw::Text password;  // only with a user
  fw::Text will_topic;
  fw::Text will_payload;  // QoS 1, retained
  u32 keep_alive_s;
};

class MqttSession {
 public:
  static constexpr u32 TX_BYTES = 32768;
  static constexpr u32 RX_BYTES = 4096;
  // Without an answer to CONNECT, a PINGREQ or a PUBLISH of QoS 1 for so long the connection is taken for dead.
  static constexpr u32 ANSWER_MS = 10000;

  enum class Event : u8 { NOTHING, CONNECTED, MESSAGE, CLOSED };
  struct Message {
    fw::Text topic;
    fw::Text payload;  // cut to `room` bytes when it was longer
    bool retained;
    bool duplicate;
  };

  // The stream is open: sends CONNECT.
  void start(const MqttSettings& settings, u32 now);
  // Takes a received byte. MESSAGE: `message` is valid until the next byte. CLOSED: drop the stream.
  Event take(u8 byte, u32 now);
  // Keeps alive. CLOSED when the broker has been silent too long, or a message found no room: drop the stream.
  Event tick(u32 now);

  void subscribe(fw::Text filter);
  void publish(fw::Text topic, fw::Text payload, bool qos1, bool retained);
  bool connected() const { return state_ == State::CONNECTED; }

  // Bytes to send, in one piece; then how many of them went.
  const u8* next(u32& bytes) const;
  void sent(u32 bytes);

  Message message;
  u32 refused;  // code of the broker's last refusal to connect (clause 3.2.2.3), 0 for none

 private:
  enum class State : u8 { CLOSED, CONNECTING, CONNECTED };
  Event close();
  Event packet(u32 now);
  Event publication();
  void put(u8 byte);
  void put_length(u32 length);
  void put_text(fw::Text text);
  bool room(u32 bytes);

  State state_ = State::CLOSED;
  bool full_ = false;
  u32 keep_alive_ms_ = 0;
  u32 sent_at_ = 0;     // when the last packet went out
  u32 waiting_since_ = 0;
  bool waiting_ = false;  // an answer is owed
  u32 owed_ = 0;          // PUBACKs
  u16 identifier_ = 0;

  u8 tx_[TX_BYTES];
  u32 head_ = 0;
  u32 tail_ = 0;

  u8 rx_[RX_BYTES];
  u32 used_ = 0;
  u32 length_ = 0;   // remaining length of the packet
  u32 shift_ = 0;
  u8 kind_ = 0;      // its first byte
  enum class Part : u8 { KIND, LENGTH, BODY } part_ = Part::KIND;
  u32 body_seen_ = 0;
};

}  // namespace board
