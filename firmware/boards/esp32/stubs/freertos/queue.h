#pragma once
#include <freertos/FreeRTOS.h>
using QueueHandle_t = struct QueueDefinition*;
QueueHandle_t xQueueCreate(UBaseType_t length, UBaseType_t item_bytes);
BaseType_t xQueueSend(QueueHandle_t queue, const void* item, TickType_t ticks);
BaseType_t xQueueReceive(QueueHandle_t queue, void* into, TickType_t ticks);
BaseType_t xQueueReset(QueueHandle_t queue);
