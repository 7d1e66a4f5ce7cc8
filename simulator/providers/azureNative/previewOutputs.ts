/** What a preview knows about a resource's outputs (pulumi/pulumi-azure-native, provider/pkg/convert/previewOutputs.go). */
import type { PropertyMap, PropertyValue } from "../propertyValues";
import { isPropertyMap, UNKNOWN } from "../propertyValues";
import type { Properties, Shape } from "./shape";

/** Inputs that fit the response's shape stay as they are; every other property of the response is unknown. */
export function previewOutputs(response: Properties, inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(response).map(([name, property]) => [name, previewValue(property.shape, inputs[name])]),
  );
}

function previewValue(shape: Shape, value: PropertyValue | undefined): PropertyValue {
  switch (shape.kind) {
    case "string":
      return typeof value === "string" ? value : UNKNOWN;
    case "boolean":
      return typeof value === "boolean" ? value : UNKNOWN;
    case "integer":
    case "number":
      return typeof value === "number" ? value : UNKNOWN;
    case "array":
      return Array.isArray(value) ? value.map((item) => previewValue(shape.items, item)) : UNKNOWN;
    case "object":
      return isPropertyMap(value) ? previewOutputs(shape.properties, value) : UNKNOWN;
    case "map":
      if (!isPropertyMap(value)) return UNKNOWN;
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, previewValue(shape.values, item)]));
    case "union":
      return isPropertyMap(value) ? value : UNKNOWN;
  }
}
