/** A service that uses obs, for tests that ask who called. */
package com.example.shop;
