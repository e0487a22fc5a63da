#include "network.h"

#include <esp_event.h>
#include <esp_netif.h>
#include <esp_ota_ops.h>
#include <esp_wifi.h>
#include <freertos/FreeRTOS.h>
#include <freertos/queue.h>
#include <mqtt_client.h>
#include <sdkconfig.h>

#include "boards/shared/entries.h"
#include "boards/shared/port.h"
#include "core/generated/contract.h"
#include "core/publisher.h"

namespace board {
namespace {

constexpr u32 SLOTS = 8;
constexpr int KEEP_ALIVE_S = 2;
constexpr u32 RETRY_MS = 1000;
// A client that is closed first sleeps half its pause before a reconnection, and the firmware's task waits for that: 10 ms, not 5 s.
constexpr int CLOSING_MS = 20;
// Longest that a publication waits for a network that takes nothing more; then the connection is lost. Below the task watchdog.
constexpr int STALL_MS = 500;
// One byte over the limit, so that the firmware sees that a payload was too long.
constexpr u32 PAYLOAD_BYTES = fw::limit::PAYLOAD_BYTES + 1;

enum class Kind : u8 { CONNECTED, MESSAGE };
struct Item {
  Kind kind;
  bool retained;
  u16 topic_bytes, payload_bytes;
  char topic[fw::limit::TOPIC_BYTES];
  char payload[PAYLOAD_BYTES];
};

QueueHandle_t items;
esp_mqtt_client_handle_t client;
Item taken, given;
char name[fw::limit::ID_BYTES + 1];
char will[2048];
char filters[2048];
volatile bool addressed;
// Never in the queue, which may be full: a loss that nobody hears of would be for good.
volatile bool lost;
u32 retry_ms;

// In the MQTT client's task; a loss that a publication finds, in the firmware's. A queue that is full drops the message: the engine
// repeats what is not acknowledged.
void on_mqtt(void*, esp_event_base_t, int32_t id, void* data) {
  const esp_mqtt_event_t& event = *(const esp_mqtt_event_t*)data;
  switch ((esp_mqtt_event_id_t)id) {
    case MQTT_EVENT_CONNECTED: given.kind = Kind::CONNECTED; break;
    case MQTT_EVENT_DISCONNECTED: lost = true; return;
    case MQTT_EVENT_DATA:
      if (event.current_data_offset != 0 || event.topic_len > (int)sizeof given.topic) return;
      given.kind = Kind::MESSAGE;
      given.retained = event.retain;
      given.topic_bytes = (u16)event.topic_len;
      given.payload_bytes = (u16)fw::least((u32)event.data_len, PAYLOAD_BYTES);
      fw::copy(given.topic, event.topic, given.topic_bytes);
      fw::copy(given.payload, event.data, given.payload_bytes);
      break;
    default: return;
  }
  xQueueSend(items, &given, 0);
}

void on_wifi(void*, esp_event_base_t base, int32_t id, void*) {
  if (base == IP_EVENT && id == IP_EVENT_STA_GOT_IP) addressed = true;
  if (base == WIFI_EVENT && id == WIFI_EVENT_STA_DISCONNECTED) addressed = false;
  if (base == WIFI_EVENT && (id == WIFI_EVENT_STA_DISCONNECTED || id == WIFI_EVENT_STA_START)) esp_wifi_connect();
}

void start_wifi() {
  ESP_ERROR_CHECK(esp_netif_init());
  ESP_ERROR_CHECK(esp_event_loop_create_default());
  esp_netif_create_default_wifi_sta();
  const wifi_init_config_t init = WIFI_INIT_CONFIG_DEFAULT();
  ESP_ERROR_CHECK(esp_wifi_init(&init));
  ESP_ERROR_CHECK(esp_event_handler_register(WIFI_EVENT, ESP_EVENT_ANY_ID, on_wifi, nullptr));
  ESP_ERROR_CHECK(esp_event_handler_register(IP_EVENT, IP_EVENT_STA_GOT_IP, on_wifi, nullptr));
  wifi_config_t config{};
  fw::copy(config.sta.ssid, CONFIG_UNDERSTUDY_WIFI_SSID, sizeof CONFIG_UNDERSTUDY_WIFI_SSID - 1);
  fw::copy(config.sta.password, CONFIG_UNDERSTUDY_WIFI_PASSWORD, sizeof CONFIG_UNDERSTUDY_WIFI_PASSWORD - 1);
  ESP_ERROR_CHECK(esp_wifi_set_mode(WIFI_MODE_STA));
  ESP_ERROR_CHECK(esp_wifi_set_config(WIFI_IF_STA, &config));
  ESP_ERROR_CHECK(esp_wifi_start());
}

void open_client() {
  const u32 bytes = fw::write_will(will, sizeof will);
  u32 topic_bytes = 0;
  while (topic_bytes < bytes && will[topic_bytes] != 0) topic_bytes++;
  esp_mqtt_client_config_t config{};
  config.broker.address.uri = CONFIG_UNDERSTUDY_BROKER_URI;
  config.credentials.client_id = name;
  config.session.keepalive = KEEP_ALIVE_S;
  config.session.last_will.topic = will;
  config.session.last_will.msg = will + topic_bytes + 1;
  config.session.last_will.msg_len = (int)(bytes - topic_bytes - 1);
  config.session.last_will.qos = 1;
  config.session.last_will.retain = 1;
  config.network.disable_auto_reconnect = true;
  config.network.reconnect_timeout_ms = CLOSING_MS;
  config.network.timeout_ms = STALL_MS;
  config.buffer.size = 4096;
  lost = false;
  client = esp_mqtt_client_init(&config);
  esp_mqtt_client_register_event(client, MQTT_EVENT_ANY, on_mqtt, nullptr);
  if (esp_mqtt_client_start(client) != ESP_OK) lost = true;
}

// Whole, with its outbox: what it still held is older than what the next connection says.
void close_client(u32 now_ms) {
  esp_mqtt_client_destroy(client);
  client = nullptr;
  retry_ms = now_ms + RETRY_MS;
  xQueueReset(items);
  entry_link(false, now_ms);
}

void connected(u32 now_ms) {
  const u32 bytes = fw::write_subscriptions(filters, sizeof filters - 1);
  filters[bytes] = 0;
  for (u32 at = 0; at < bytes;) {
    if (esp_mqtt_client_subscribe_single(client, filters + at, 1) < 0) {
      lost = true;  // deaf: not a connection
      return;
    }
    while (at < bytes && filters[at] != 0) at++;
    at++;
  }
  // This image has reached the broker: it may stay (rollback).
  esp_ota_mark_app_valid_cancel_rollback();
  entry_link(true, now_ms);
}

}  // namespace

void network_start(fw::Text controller) {
  fw::copy(name, controller.at, controller.len);
  items = xQueueCreate(SLOTS, sizeof(Item));
  start_wifi();
}

void network_run(u32 now_ms) {
  if (client == nullptr) {
    if (!addressed || !fw::reached(retry_ms, now_ms)) return;
    retry_ms = now_ms + RETRY_MS;
    open_client();
    return;
  }
  while (!lost && xQueueReceive(items, &taken, 0) == pdTRUE) {
    switch (taken.kind) {
      case Kind::CONNECTED: connected(now_ms); break;
      case Kind::MESSAGE:
        entry_message({taken.topic, taken.topic_bytes}, {taken.payload, taken.payload_bytes}, taken.retained, now_ms);
        break;
    }
  }
  if (lost) close_client(now_ms);
}

void network_publish(fw::Text topic, fw::Text payload, bool qos1, bool retained) {
  if (client == nullptr || topic.len > fw::limit::TOPIC_BYTES) return;
  char text[fw::limit::TOPIC_BYTES + 1];
  fw::copy(text, topic.at, topic.len);
  text[topic.len] = 0;
  // Of an address with no bytes the client would publish up to the next zero.
  const char* const bytes = payload.len == 0 ? nullptr : payload.at;
  // Written here and not left to the client's task, which sends one message each time its read times out. What could not be
  // written is published anew by the next connection.
  if (esp_mqtt_client_publish(client, text, bytes, (int)payload.len, qos1 ? 1 : 0, retained ? 1 : 0) < 0) lost = true;
}

}  // namespace board
