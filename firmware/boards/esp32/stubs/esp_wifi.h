#pragma once
#include <esp_event.h>
#include <esp_netif.h>
enum wifi_event_t {
  WIFI_EVENT_STA_START = 2,
  WIFI_EVENT_STA_DISCONNECTED = 5,
};
enum wifi_mode_t {
  WIFI_MODE_STA = 1,
};
enum wifi_interface_t {
  WIFI_IF_STA = 0,
};
// The first and the last of many: its initialiser fills it whole.
struct wifi_init_config_t {
  struct wifi_osi_funcs_t* osi_funcs;
  int magic;
};
#define WIFI_INIT_CONFIG_DEFAULT() {nullptr, 0x1F2F3F4F}
struct wifi_sta_config_t {
  uint8_t ssid[32];
  uint8_t password[64];
};
union wifi_config_t {
  wifi_sta_config_t sta;
};
extern "C" {
extern esp_event_base_t const WIFI_EVENT;
esp_netif_t* esp_netif_create_default_wifi_sta();
esp_err_t esp_wifi_init(const wifi_init_config_t* config);
esp_err_t esp_wifi_set_mode(wifi_mode_t mode);
esp_err_t esp_wifi_set_config(wifi_interface_t interface, wifi_config_t* config);
esp_err_t esp_wifi_start();
esp_err_t esp_wifi_connect();
}
