#pragma once
#include <freertos/FreeRTOS.h>
using QueueHandle_t = struct QueueDefinition*;
extern "C" {
QueueHandle_t xQueueGenericCreate(UBaseType_t length, UBaseType_t item_bytes, uint8_t kind);
BaseType_t xQueueGenericSend(QueueHandle_t queue, const void* item, TickType_t ticks, BaseType_t place);
BaseType_t xQueueReceive(QueueHandle_t queue, void* into, TickType_t ticks);
BaseType_t xQueueGenericReset(QueueHandle_t queue, BaseType_t fresh);
}
#define xQueueCreate(length, item_bytes) xQueueGenericCreate((length), (item_bytes), 0)
#define xQueueSend(queue, item, ticks) xQueueGenericSend((queue), (item), (ticks), (BaseType_t)0)
#define xQueueReset(queue) xQueueGenericReset((queue), pdFALSE)
