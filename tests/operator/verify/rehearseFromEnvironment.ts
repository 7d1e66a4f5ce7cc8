/** Run as a process of its own: rehearses the Test Configuration, and knows its way from environment variables alone. */
import { ClientSecretCredential } from "@azure/identity";
import { rehearseTestConfiguration } from "../../../operator/verify/testConfiguration";

const { VAULT_URI = "", KEY_NAME = "", TENANT_ID = "", CLIENT_ID = "", CLIENT_SECRET = "" } = process.env;

void rehearseTestConfiguration({
  vaultUri: VAULT_URI,
  keyName: KEY_NAME,
  credential: new ClientSecretCredential(TENANT_ID, CLIENT_ID, CLIENT_SECRET),
}).then((results) => process.stdout.write(JSON.stringify(results)));
