#pragma once
#include <esp_err.h>
using nvs_handle_t = uint32_t;
enum nvs_open_mode_t {
  NVS_READONLY = 0,
  NVS_READWRITE = 1,
};
extern "C" {
esp_err_t nvs_open(const char* space, nvs_open_mode_t mode, nvs_handle_t* handle);
esp_err_t nvs_get_blob(nvs_handle_t handle, const char* key, void* into, size_t* bytes);
esp_err_t nvs_set_blob(nvs_handle_t handle, const char* key, const void* from, size_t bytes);
esp_err_t nvs_commit(nvs_handle_t handle);
}
