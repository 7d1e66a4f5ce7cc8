/** The simulation's own certification authority and the certificate that its HTTPS server shows. */
import "reflect-metadata"; // @peculiar/x509 needs it and asks its users to load it first.
import * as x509 from "@peculiar/x509";
import { clouds } from "./clouds";

/** Made anew at each start; only the authority's certificate is ever written to disk. */
export interface Certificates {
  /** PEM of the authority, for NODE_EXTRA_CA_CERTS. Its private key never leaves memory and is dropped at once. */
  authority: string;
  /** PEM of the server's certificate. */
  certificate: string;
  /** PKCS#8 PEM of the server's private key. */
  privateKey: string;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const day = 24 * 60 * 60 * 1000;

/**
 * Makes a new authority and a server certificate for the host names of `clouds`, valid for 30 days. The dates are those
 * of the machine, not of the simulated clock: the client checks them against its own.
 */
export async function createCertificates(): Promise<Certificates> {
  const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 30 * day) };
  const authorityKeys = await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Simulated Azure certification authority",
    ...validity,
    signingAlgorithm: algorithm,
    keys: authorityKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const serverKeys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const names = clouds.flatMap((cloud) => [
    `*.${cloud.vaultSuffix}`,
    cloud.loginHost,
    cloud.managementHost,
    cloud.graphHost,
  ]);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: "CN=Simulated Azure",
    issuer: authority.subject,
    ...validity,
    signingAlgorithm: algorithm,
    publicKey: serverKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns", value }))),
      await x509.AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const privateKey = await crypto.subtle.exportKey("pkcs8", serverKeys.privateKey);
  return {
    authority: authority.toString("pem"),
    certificate: certificate.toString("pem"),
    privateKey: x509.PemConverter.encode(privateKey, "PRIVATE KEY"),
  };
}
