#include "network.h"

#include <esp_event.h>
#include <esp_netif.h>
#include <esp_wifi.h>
#include <sdkconfig.h>

#include "boards/shared/entries.h"
#include "boards/shared/port.h"
#include "broker.h"
#include "core/publisher.h"

namespace board {
namespace {

constexpr u32 RETRY_MS = 1000;

Incoming taken;
char filters[2048];
volatile bool addressed;
bool opened;
u32 retry_ms;

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

// The filters are handed over before anything that the firmware says.
void connected(u32 now_ms) {
  const u32 bytes = fw::write_subscriptions(filters, sizeof filters - 1);
  filters[bytes] = 0;
  broker_subscribe({filters, bytes + 1});
  entry_link(true, now_ms);
}

}  // namespace

void network_start(fw::Text controller) {
  broker_start(controller);
  start_wifi();
}

void network_run(u32 now_ms) {
  if (!opened) {
    if (!addressed || !fw::reached(retry_ms, now_ms)) return;
    opened = broker_open();
    return;
  }
  while (!broker_lost() && broker_take(taken)) {
    switch (taken.kind) {
      case Incoming::Kind::CONNECTED: connected(now_ms); break;
      case Incoming::Kind::MESSAGE:
        entry_message({taken.topic, taken.topic_bytes}, {taken.payload, taken.payload_bytes}, taken.retained, now_ms);
        break;
    }
  }
  if (!broker_lost()) return;
  broker_close();
  opened = false;
  retry_ms = now_ms + RETRY_MS;
  entry_link(false, now_ms);
}

void network_publish(fw::Text topic, fw::Text payload, bool qos1, bool retained) { broker_publish(topic, payload, qos1, retained); }

}  // namespace board
