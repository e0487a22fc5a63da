// Makes and publishes every message of the controller. Topics are formatted once at boot.
#pragma once
#include "core/model.h"
#include "core/writer.h"

namespace fw {

struct SafetyState {
  Safety kind;
  bool latched;
  Text reason;  // empty for none
};

// Formats topics and the fixed parts of payloads; after the table has been decoded.
void prepare_topics();

void publish_hello();
void publish_presence();
void publish_heartbeat();
void publish_state(Device& device);
// The counters of refused messages, on the first device.
void publish_counters();
void publish_ack(Device& device, Text command_id, Text correlation_id, Status status, Reason reason);

// Topic, NUL, payload of the last will; the bytes written.
u32 write_will(char* into, u32 capacity);
// Topic filters separated by NUL; the bytes written.
u32 write_subscriptions(char* into, u32 capacity);

}  // namespace fw
