import type { BadInput } from "./badInput";

/** Rotation policies and expiry. */
export const rotations: BadInput[] = (
  [
    ["B54", { expireAfter: "P1Y" }, "keyRotation.rotateAfter", /must say when to rotate/, "(not set)"],
    ["B55", { rotateAfter: "P6D" }, "keyRotation.rotateAfter", /at the earliest 7 days after creation/, '"P6D"'],
    [
      "B56",
      { rotateAfter: "P30D", expire: "P60D" },
      "keyRotation.expire",
      /not a part of keyRotation/,
      '"P60D"',
      /did you mean expireAfter\?/,
    ],
    [
      "B56",
      { rotateBeforeExpiry: "P6D", expireAfter: "P1Y" },
      ["keyRotation.rotateBeforeExpiry", "keyRotation.rotateAfter"],
      /not a part of keyRotation/,
      '"P6D"',
    ],
    [
      "B56",
      { rotateAfter: "P30D", expireAfter: "P60D", notifyBeforeExpiry: "P6D" },
      "keyRotation.notifyBeforeExpiry",
      /at least 7 days before expiry/,
      '"P6D"',
    ],
    [
      "B57",
      { rotateAfter: "P7D", expireAfter: "P27D" },
      "keyRotation.expireAfter",
      /at the earliest after 28 days/,
      '"P27D"',
    ],
    [
      "B58",
      { rotateAfter: "P30D", notifyBeforeExpiry: "P7D" },
      "keyRotation.notifyBeforeExpiry",
      /a notice before expiry needs an expiry/,
      '"P7D"',
    ],
    ["B59", { rotateAfter: "90 days" }, "keyRotation.rotateAfter", /an ISO 8601 duration above zero/, '"90 days"'],
    ["B59", { rotateAfter: "P" }, "keyRotation.rotateAfter", /an ISO 8601 duration above zero/, '"P"'],
    ["B59", { rotateAfter: "P-30D" }, "keyRotation.rotateAfter", /an ISO 8601 duration above zero/, '"P-30D"'],
    [
      "B59",
      { rotateAfter: "P90D", expireAfter: "P90D" },
      "keyRotation.expireAfter",
      /7 days after its successor/,
      '"P90D"',
    ],
    [
      "B59",
      { rotateAfter: "P90D", timeBeforeExpiry: "P30D" },
      "keyRotation.timeBeforeExpiry",
      /not a part of keyRotation/,
      '"P30D"',
    ],
    ["B59", { rotateAfter: 90 }, "keyRotation.rotateAfter", /an ISO 8601 duration above zero/, "90"],
    [
      "B59",
      ["P90D"],
      "keyRotation",
      /an object with an ISO 8601 duration/,
      '["P90D"]',
      /'keyRotation.rotateAfter' P1Y/,
    ],
    ...["P1Y-30D", "P1YT", "PT720H", "P1.5Y", "P30DT1H", "P4W", "P0D", "P999999D"].map(
      (rotateAfter): [string, object, string, RegExp, string] => [
        "B59",
        { rotateAfter },
        "keyRotation.rotateAfter",
        /in whole years, months and days/,
        JSON.stringify(rotateAfter),
      ],
    ),
    ...["P2Y1D", "P732D", "P24M10D"].map((rotateAfter): [string, object, string, RegExp, string] => [
      "B59",
      { rotateAfter },
      "keyRotation.rotateAfter",
      /at least every two years/,
      JSON.stringify(rotateAfter),
    ]),
    ["B59", { rotateAfter: "P3Y" }, "keyRotation.rotateAfter", /at least every two years/, '"P3Y"'],
    [
      "B59",
      { rotateAfter: "P90D", action: "Rotation" },
      "keyRotation.action",
      /not a part of keyRotation/,
      '"Rotation"',
    ],
  ] as [string, object, string | string[], RegExp, string, RegExp?][]
).map(([id, keyRotation, at, rule, value, fix]) => ({
  id: `${id} keyRotation ${JSON.stringify(keyRotation)}`,
  set: { keyRotation },
  at: [at].flat(),
  rule,
  fix,
  value,
}));
