#include "broker.h"

#include <esp_ota_ops.h>
#include <freertos/FreeRTOS.h>
#include <freertos/queue.h>
#include <freertos/task.h>

#include "boards/shared/message-ring.h"
#include "core/publisher.h"
#include "priorities.h"

namespace board {
namespace {

constexpr u32 SLOTS = 8;
// What a connection begins with must fit even if nothing of it has gone out: filters, hello, presence and every state. The largest of
// Clockwork's controllers, with 26 devices, says 8,000 bytes there. Twice that; and a message of up to half is always taken.
constexpr u32 OUTGOING_BYTES = 16384;
// As the client's own: it is the same code that runs here.
constexpr u32 STACK_BYTES = 6144;
constexpr TickType_t LOOK_TICKS = 100;

// Stands before each message in the ring; topic, NUL and payload follow.
struct Head {
  u32 payload_bytes;
  u16 topic_bytes;  // 0: the payload is filters
  bool qos1, retained;
};

// Counts up with each connection (odd) and each end of one (even). The firmware's task says what is wanted, the broker's what it has
// done. The next connection waits for the end of the last: then the ring is empty, nobody writes to the queue, and `session` is free.
SharedWord wanted;
SharedWord done;
// Never in the queue, which may be full: a loss that nobody hears of would be for good.
SharedWord lost;
MessageRing<OUTGOING_BYTES> outgoing;
QueueHandle_t incoming;
TaskHandle_t task;
char name[fw::limit::ID_BYTES + 1];
char will[2048];
Session session;

bool subscribe(const char* filter, const char* end) {
  while (filter < end) {
    if (!client_subscribe(filter)) return false;  // deaf: not a connection
    while (*filter != 0) filter++;
    filter++;
  }
  // This image has reached the broker: it may stay (rollback).
  esp_ota_mark_app_valid_cancel_rollback();
  return true;
}

bool send(const u8* message) {
  Head head;
  fw::copy(&head, message, sizeof head);
  const char* const topic = (const char*)message + sizeof head;
  const char* const payload = topic + head.topic_bytes + 1;
  if (head.topic_bytes == 0) return subscribe(payload, payload + head.payload_bytes);
  return client_publish(topic, {payload, head.payload_bytes}, head.qos1, head.retained);
}

void change(u32 to) {
  if (to % 2 == 1) {
    if (!client_open(session)) lost.store(1);
  } else {
    client_close(session);
    // What is still in the ring was meant for the connection that is over.
    u32 bytes;
    while (outgoing.front(bytes) != nullptr) outgoing.pop();
  }
  done.store(to);
}

// The broker's task.
[[noreturn]] void run(void*) {
  for (;;) {
    // Woken by the firmware's task; looks by itself too, should a call of the client's have used up the waking.
    ulTaskNotifyTake(pdTRUE, LOOK_TICKS);
    const u32 now = wanted.load();
    if (now != done.load()) change(now);
    u32 bytes;
    const u8* message;
    while (wanted.load() == now && lost.load() == 0 && (message = outgoing.front(bytes)) != nullptr) {
      if (!send(message)) lost.store(1);
      outgoing.pop();
    }
  }
}

// From here on in the firmware's task.
void want(u32 next) {
  wanted.store(next);
  xTaskNotifyGive(task);
}

void hand_over(const Head& head, fw::Text topic, fw::Text payload) {
  if (wanted.load() % 2 == 0 || lost.load() != 0) return;
  u8* at = outgoing.reserve((u32)sizeof head + topic.len + 1 + payload.len);
  if (at == nullptr) {
    // What comes after a message that is missing must not go out either.
    lost.store(1);
    return;
  }
  fw::copy(at, &head, sizeof head);
  at += sizeof head;
  fw::copy(at, topic.at, topic.len);
  at[topic.len] = 0;
  fw::copy(at + topic.len + 1, payload.at, payload.len);
  outgoing.commit();
  xTaskNotifyGive(task);
}

}  // namespace

// A queue that is full drops the message: the engine repeats what is not acknowledged.
void client_heard(const Incoming& item) { xQueueSend(incoming, &item, 0); }
void client_lost() { lost.store(1); }

void broker_start(fw::Text client_id) {
  fw::copy(name, client_id.at, client_id.len);
  incoming = xQueueCreate(SLOTS, sizeof(Incoming));
  ESP_ERROR_CHECK(incoming == nullptr ? ESP_ERR_NO_MEM : ESP_OK);
  const BaseType_t made = xTaskCreate(run, "broker", STACK_BYTES, nullptr, BROKER_PRIORITY, &task);
  ESP_ERROR_CHECK(made == pdTRUE ? ESP_OK : ESP_ERR_NO_MEM);
}

bool broker_open() {
  const u32 now = wanted.load();
  if (now != done.load()) return false;
  const u32 bytes = fw::write_will(will, sizeof will);
  u32 topic_bytes = 0;
  while (topic_bytes < bytes && will[topic_bytes] != 0) topic_bytes++;
  session = {name, will, will + topic_bytes + 1, bytes - topic_bytes - 1};
  lost.store(0);
  xQueueReset(incoming);
  want(now + 1);
  return true;
}

void broker_close() { want(wanted.load() + 1); }

bool broker_lost() { return lost.load() != 0; }

bool broker_take(Incoming& into) { return xQueueReceive(incoming, &into, 0) == pdTRUE; }

void broker_subscribe(fw::Text filters) { hand_over({filters.len, 0, true, false}, {"", 0}, filters); }

void broker_publish(fw::Text topic, fw::Text payload, bool qos1, bool retained) {
  if (topic.len == 0 || topic.len > fw::limit::TOPIC_BYTES) return;
  hand_over({payload.len, (u16)topic.len, qos1, retained}, topic, payload);
}

}  // namespace board
