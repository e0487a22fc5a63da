#include "client.h"

#include <esp_event.h>
#include <mqtt_client.h>
#include <sdkconfig.h>

#include "priorities.h"

namespace board {
namespace {

constexpr int KEEP_ALIVE_S = 2;
// A client that is closed first sleeps half its pause before a reconnection: 10 ms, not 5 s.
constexpr int CLOSING_MS = 20;
// Longest that a publication waits for a network that takes nothing more; then the connection is lost.
constexpr int STALL_MS = 500;
// What the broker has not acknowledged is kept on the heap: twice what the firmware can hand over at once. Beyond it a broker that
// acknowledges nothing is no good.
constexpr u32 OUTBOX_BYTES = 32768;

esp_mqtt_client_handle_t client;
Incoming given;

// In the client's task; a loss that a call of ours finds, in the broker's.
void on_mqtt(void*, esp_event_base_t, int32_t id, void* data) {
  const esp_mqtt_event_t& event = *(const esp_mqtt_event_t*)data;
  switch ((esp_mqtt_event_id_t)id) {
    case MQTT_EVENT_CONNECTED: given.kind = Incoming::Kind::CONNECTED; break;
    case MQTT_EVENT_DISCONNECTED: client_lost(); return;
    case MQTT_EVENT_DATA:
      if (event.current_data_offset != 0 || event.topic_len > (int)sizeof given.topic) return;
      given.kind = Incoming::Kind::MESSAGE;
      given.retained = event.retain;
      given.topic_bytes = (u16)event.topic_len;
      given.payload_bytes = (u16)fw::least((u32)event.data_len, INCOMING_PAYLOAD_BYTES);
      fw::copy(given.topic, event.topic, given.topic_bytes);
      fw::copy(given.payload, event.data, given.payload_bytes);
      break;
    default: return;
  }
  client_heard(given);
}

}  // namespace

bool client_open(const Session& session) {
  esp_mqtt_client_config_t config{};
  config.broker.address.uri = CONFIG_UNDERSTUDY_BROKER_URI;
  config.credentials.client_id = session.client_id;
  config.session.keepalive = KEEP_ALIVE_S;
  config.session.last_will.topic = session.will_topic;
  config.session.last_will.msg = session.will;
  config.session.last_will.msg_len = (int)session.will_bytes;
  config.session.last_will.qos = 1;
  config.session.last_will.retain = 1;
  config.network.disable_auto_reconnect = true;
  config.network.reconnect_timeout_ms = CLOSING_MS;
  config.network.timeout_ms = STALL_MS;
  config.task.priority = (int)CLIENT_PRIORITY;
  config.buffer.size = 4096;
  config.outbox.limit = OUTBOX_BYTES;
  client = esp_mqtt_client_init(&config);
  if (client == nullptr) return false;
  esp_mqtt_client_register_event(client, MQTT_EVENT_ANY, on_mqtt, nullptr);
  return esp_mqtt_client_start(client) == ESP_OK;
}

// Whole, with its outbox: what it still held is older than what the next connection says.
void client_close(const Session& session) {
  if (client == nullptr) return;
  // Where the connection still stands the client takes leave of the broker, which then drops the last will: so it is said here. Of
  // QoS 0, which the outbox does not refuse.
  esp_mqtt_client_publish(client, session.will_topic, session.will, (int)session.will_bytes, 0, 1);
  esp_mqtt_client_destroy(client);
  client = nullptr;
}

bool client_subscribe(const char* filter) { return esp_mqtt_client_subscribe_single(client, filter, 1) >= 0; }

bool client_publish(const char* topic, fw::Text payload, bool qos1, bool retained) {
  // Of an address with no bytes the client would publish up to the next zero.
  const char* const bytes = payload.len == 0 ? nullptr : payload.at;
  // Written here and not left to the client's task, which sends one message each time its read times out.
  return esp_mqtt_client_publish(client, topic, bytes, (int)payload.len, qos1 ? 1 : 0, retained ? 1 : 0) >= 0;
}

}  // namespace board
