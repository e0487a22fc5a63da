#pragma once
#include <esp_event.h>
extern esp_event_base_t const WIFI_EVENT;
enum wifi_event_t { WIFI_EVENT_STA_START = 2, WIFI_EVENT_STA_DISCONNECTED = 5 };
enum wifi_mode_t { WIFI_MODE_STA = 1 };
enum wifi_interface_t { WIFI_IF_STA };
struct wifi_init_config_t {
  int magic;
};
#define WIFI_INIT_CONFIG_DEFAULT() {0}
struct wifi_sta_config_t {
  uint8_t ssid[32];
  uint8_t password[64];
};
union wifi_config_t {
  wifi_sta_config_t sta;
};
esp_err_t esp_wifi_init(const wifi_init_config_t* config);
esp_err_t esp_wifi_set_mode(wifi_mode_t mode);
esp_err_t esp_wifi_set_config(wifi_interface_t interface, wifi_config_t* config);
esp_err_t esp_wifi_start();
esp_err_t esp_wifi_connect();
