// Proves `main/broker.cc` on the host: two threads, a FreeRTOS of a few lines, and a client that stands still when it is told to.
// Nothing is timed: what the firmware's task does while the client stands still would otherwise never end.
#include "broker.h"

#include <esp_ota_ops.h>
#include <freertos/queue.h>
#include <freertos/task.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <time.h>

#include "boards/shared/check/check.h"
#include "core/publisher.h"

namespace {

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

// All of this under the lock.
u32 notified;
board::Incoming slots[8];
u32 slot_count;
bool standing, waiting, refusing, failing, valid;
u32 connection;
char said[65536];  // "1:topic=payload;"
u32 said_bytes;

struct Locked {
  Locked() { pthread_mutex_lock(&lock); }
  ~Locked() { pthread_mutex_unlock(&lock); }
};

void say(const char* text, u32 bytes) {
  fw::copy(said + said_bytes, text, bytes);
  said_bytes += bytes;
}
// What a call of the client does: waits for as long as the client stands still.
void stand() {
  waiting = true;
  pthread_cond_broadcast(&changed);
  while (standing) pthread_cond_wait(&changed, &lock);
  waiting = false;
}
void note(const char* topic, fw::Text payload) {
  const char number = (char)('0' + connection);
  say(&number, 1);
  say(":", 1);
  say(topic, (u32)strlen(topic));
  say("=", 1);
  say(payload.at, payload.len);
  say(";", 1);
}

void* run_task(void* function) {
  ((TaskFunction_t)function)(nullptr);
  return nullptr;
}

}  // namespace

BaseType_t xTaskCreate(TaskFunction_t function, const char*, uint32_t, void*, UBaseType_t, TaskHandle_t*) {
  pthread_t thread;
  return pthread_create(&thread, nullptr, run_task, (void*)function) == 0 ? pdTRUE : pdFALSE;
}
BaseType_t xTaskGenericNotify(TaskHandle_t, UBaseType_t, uint32_t, eNotifyAction, uint32_t*) {
  const Locked locked;
  notified++;
  pthread_cond_broadcast(&changed);
  return pdTRUE;
}
// Without an end, so that a call that forgets to wake the task is found.
uint32_t ulTaskGenericNotifyTake(UBaseType_t, BaseType_t, TickType_t) {
  const Locked locked;
  while (notified == 0) pthread_cond_wait(&changed, &lock);
  notified = 0;
  return 1;
}
QueueHandle_t xQueueGenericCreate(UBaseType_t, UBaseType_t, uint8_t) { return (QueueHandle_t)slots; }
BaseType_t xQueueGenericSend(QueueHandle_t, const void* item, TickType_t, BaseType_t) {
  const Locked locked;
  if (slot_count == 8) return pdFALSE;
  fw::copy(&slots[slot_count++], item, sizeof slots[0]);
  return pdTRUE;
}
BaseType_t xQueueReceive(QueueHandle_t, void* into, TickType_t) {
  const Locked locked;
  if (slot_count == 0) return pdFALSE;
  fw::copy(into, &slots[0], sizeof slots[0]);
  memmove(&slots[0], &slots[1], --slot_count * sizeof slots[0]);
  return pdTRUE;
}
BaseType_t xQueueGenericReset(QueueHandle_t, BaseType_t) {
  const Locked locked;
  slot_count = 0;
  return pdTRUE;
}
esp_err_t esp_ota_mark_app_valid_cancel_rollback() {
  const Locked locked;
  valid = true;
  return ESP_OK;
}
u32 fw::write_will(char* into, u32) {
  fw::copy(into, "will\0off", 8);
  return 8;
}

namespace board {

bool client_open(const Session& session) {
  const Locked locked;
  connection++;
  note(session.client_id, {session.will, session.will_bytes});
  return !refusing;
}
void client_close(const Session&) {
  const Locked locked;
  stand();
}
bool client_subscribe(const char* filter) {
  const Locked locked;
  note(filter, {"", 0});
  return true;
}
bool client_publish(const char* topic, fw::Text payload, bool, bool) {
  const Locked locked;
  stand();
  note(topic, payload);
  return !failing;
}

namespace {

void set(bool& flag, bool value) {
  const Locked locked;
  flag = value;
  pthread_cond_broadcast(&changed);
}
// Until the broker's task stands still in a call of the client.
void caught() {
  const Locked locked;
  while (!waiting) pthread_cond_wait(&changed, &lock);
}
void open() {
  while (!broker_open()) sched_yield();
}
void publish(const char* topic, fw::Text payload) { broker_publish({topic, (u32)strlen(topic)}, payload, true, false); }
bool heard(const char* text) {
  const Locked locked;
  return memmem(said, said_bytes, text, strlen(text)) != nullptr;
}
// Until it has been said; a task that never says it is ended by the test's own limit.
void until(const char* text) {
  while (!heard(text)) sched_yield();
}

void in_order() {
  open();
  broker_subscribe(fw::text("one\0two\0"));
  set(standing, true);
  publish("a", fw::text("1"));
  publish("b", {"", 0});
  caught();
  publish("c", fw::text("3"));
  check("what is handed over while the client stands still has not gone out", heard("1:a="), 0);
  set(standing, false);
  until("c=3;");
  check("will, filters and messages in their order", heard("1:board=off;1:one=;1:two=;1:a=1;1:b=;1:c=3;"), 1);
  check("an image that reached the broker is kept", valid, 1);
  check("the connection stands", broker_lost(), 0);
}

char large[1000];

void full() {
  memset(large, 'x', sizeof large);
  set(standing, true);
  publish("first", fw::text("1"));
  caught();
  u32 count = 0;
  while (!broker_lost() && count < 1000) publish("large", {large, sizeof large}), count++;
  check("messages of 1000 bytes until there is no room", count, 14, 17);
  publish("after", fw::text("1"));
  client_heard({});
  broker_close();
  check("the next connection waits for the end of this one", broker_open(), 0);
  publish("closed", fw::text("1"));
  set(standing, false);
  open();
  Incoming item;
  check("what the last connection brought is forgotten", broker_take(item), 0);
  check("and its loss", broker_lost(), 0);
  publish("new", fw::text("1"));
  until("2:new=1;");
  check("nothing old goes out on the next", heard("2:board=off;2:new=1;"), 1);
  check("nothing after what was missing", heard("after") || heard("closed") || heard("2:large"), 0);
}

void losses() {
  client_heard({});
  Incoming item;
  check("what comes is taken", broker_take(item), 1);
  // What follows lies where other bytes than zeros are.
  publish("wide", {large, sizeof large});
  set(failing, true);
  set(standing, true);
  publish("failed", fw::text("1"));
  caught();
  publish("behind", fw::text("1"));
  set(standing, false);
  while (!broker_lost()) sched_yield();
  set(failing, false);
  publish("behind", fw::text("1"));
  broker_close();
  set(refusing, true);
  open();
  while (!broker_lost()) sched_yield();
  check("a publication that fails is a loss, and so is a connection that is not begun", broker_lost(), 1);
  set(refusing, false);
  broker_close();
  open();
  publish("last", fw::text("1"));
  until("4:last=1;");
  check("then it goes on", heard("4:board=off;4:last=1;"), 1);
  check("nothing behind the loss", heard("behind"), 0);
  set(standing, true);
  publish("going", fw::text("1"));
  caught();
  publish("late", fw::text("1"));
  broker_close();
  set(standing, false);
  open();
  check("what has not gone out when it is closed never does", heard("going=1;") && !heard("late"), 1);
  // Closed before the task has begun it.
  broker_close();
  open();
  publish("hasty", fw::text("1"));
  until("hasty=1;");
  check("connections that end at once", broker_lost(), 0);
}

}  // namespace
}  // namespace board

int main() {
  board::broker_start(fw::text("board"));
  board::in_order();
  board::full();
  board::losses();
  return board::failures == 0 ? 0 : 1;
}
