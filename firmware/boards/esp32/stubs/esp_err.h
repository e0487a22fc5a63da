#pragma once
#include <stddef.h>
#include <stdint.h>
using esp_err_t = int;
#define ESP_OK 0
#define ESP_ERR_NO_MEM 257
#define ESP_ERROR_CHECK(call) do { if ((call) != ESP_OK) __builtin_trap(); } while (0)
