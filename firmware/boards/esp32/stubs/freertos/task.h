#pragma once
#include <freertos/FreeRTOS.h>
using TaskHandle_t = struct tskTaskControlBlock*;
extern "C" {
void vTaskDelay(TickType_t ticks);
}
