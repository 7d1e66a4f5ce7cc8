import { KoreByok } from "kore-byok-azure";

const byok = new KoreByok("kore-byok", { koreClientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a" });

export const handoff = byok.handoff;
