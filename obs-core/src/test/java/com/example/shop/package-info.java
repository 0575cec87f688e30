/** A service with faults that the development mode finds. */
package com.example.shop;
